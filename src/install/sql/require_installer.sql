select rolsuper or (pg_has_role(current_user, datdba, 'USAGE')
                    and pg_has_role(current_user, $1, 'MEMBER'))
from pg_roles, pg_database
where rolname = current_user and datname = current_database()
