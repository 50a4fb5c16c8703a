select pg_catalog.has_schema_privilege(schema.oid, 'usage')
       and pg_catalog.has_function_privilege(request.oid, 'execute')
from pg_catalog.pg_namespace as schema
join pg_catalog.pg_proc as request on request.pronamespace = schema.oid
where schema.nspname = 'net' and request.proname = 'http_post'
  and pg_catalog.oidvectortypes(request.proargtypes)
      = 'text, jsonb, jsonb, jsonb, integer'
