select case
    when request.oid is null then 'pg_net is not installed in this database'
    else 'dragonfly_owner may not call net.http_post'
end
from (select) as one left join pg_proc as request
    on pronamespace = to_regnamespace('net') and proname = 'http_post'
    and oidvectortypes(proargtypes) = 'text, jsonb, jsonb, jsonb, integer'
where not coalesce(has_schema_privilege(pronamespace, 'usage')
    and has_function_privilege(request.oid, 'execute'), false)
