select coalesce('security_invoker=true' = any (reloptions), false)
from pg_class where oid = to_regclass($1)
