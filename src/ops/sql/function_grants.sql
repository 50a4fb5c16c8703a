select signature || case when has_function_privilege(role, signature, 'execute')
    then ' may be called by ' else ' may not be called by ' end || role
from unnest($1) as signature, unnest(array['anon', 'authenticated',
    'service_role', 'enforcement_operator']) as role
where to_regprocedure(signature) is not null and to_regrole(role) is not null
  and has_function_privilege(role, signature, 'execute')
      <> (signature || '|' || role = any ($4))
