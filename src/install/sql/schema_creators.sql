select case grantee when 0 then 'PUBLIC' else quote_ident(rolname) end
from pg_namespace, aclexplode(nspacl) as acl
left join pg_roles on pg_roles.oid = grantee
where nspname = $1 and privilege_type = 'CREATE' and not coalesce(rolsuper, false)
