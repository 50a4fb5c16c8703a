select 'role ' || $12 || ' is missing'
where to_regrole(quote_ident($12)) is null
union all select 'role ' || $12 || ' may not become ' || role
from unnest(array['anon', 'authenticated', 'service_role',
    'enforcement_operator']) as role
where to_regrole(quote_ident($12)) is not null and to_regrole(role) is not null
  and not pg_has_role($12, role, 'member')
