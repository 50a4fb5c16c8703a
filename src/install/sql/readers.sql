select distinct format('grant usage on schema dragonfly_legacy to %s',
                       case role when 0 then 'public' else role::regrole::text end)
from pg_class, lateral (
    select relowner as role union select grantee from aclexplode(relacl)) as readers
where pg_class.oid = to_regclass($1)
