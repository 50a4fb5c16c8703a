-- Expressions only, no scan: it is asked at every call. A role that is missing is nobody's.
select who.name,
       coalesce(pg_catalog.pg_has_role(who.id, pg_catalog.to_regrole('service_role'), 'USAGE'), false)
       or coalesce(pg_catalog.pg_has_role(
              who.id, pg_catalog.to_regrole('enforcement_operator'), 'USAGE'), false),
       session_user::text = $1,
       nullif(pg_catalog.current_setting('request.jwt.claims', true), ''),
       pg_catalog.current_setting('transaction_isolation')
from (select caller.name, pg_catalog.to_regrole(pg_catalog.quote_ident(caller.name))::oid as id
      from (select coalesce(nullif(pg_catalog.current_setting('role', true), 'none'),
                            session_user::text) as name) as caller) as who
