select relrowsecurity and not exists (select from pg_policy
    where polrelid = pg_class.oid and polname = $2)
from pg_class where oid = to_regclass($1)
