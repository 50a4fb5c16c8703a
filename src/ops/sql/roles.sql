select role || ' is missing' from unnest(array['anon', 'authenticated',
'service_role', 'enforcement_operator', 'dragonfly_owner']) as role
where to_regrole(role) is null
