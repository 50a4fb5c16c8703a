select name || ' has row level security off or not forced'
from unnest($2) as name join pg_class on pg_class.oid = to_regclass(name)
where not (relrowsecurity and relforcerowsecurity)
