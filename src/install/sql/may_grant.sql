select has_function_privilege(pg_proc.oid, 'execute with grant option')
    and has_schema_privilege(pronamespace, 'usage with grant option')
from pg_proc where oid = to_regprocedure($1)
