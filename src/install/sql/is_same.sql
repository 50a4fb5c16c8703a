select count(distinct to_jsonb(pg_proc) - array['oid', 'proname', 'pronamespace',
    'proowner', 'proacl', 'proargdefaults']
    || to_jsonb(coalesce(pg_get_expr(proargdefaults, 'pg_proc'::regclass), ''))) = 1
from pg_proc where oid = to_regprocedure($1)
    or (proname = $2 and pronamespace = pg_my_temp_schema())
