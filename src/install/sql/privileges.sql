with rights as (
    select acl.grantee, lower(acl.privilege_type) as name from pg_class,
        aclexplode(coalesce(relacl, acldefault(
            case relkind when 'S' then 's' else 'r' end::"char", relowner))) as acl
    where pg_class.oid = to_regclass($1) and grantee <> relowner
    union all
    select acl.grantee, lower(acl.privilege_type) || ' (' || attname || ')'
    from pg_class join pg_attribute on attrelid = pg_class.oid and not attisdropped,
        aclexplode(attacl) as acl
    where pg_class.oid = to_regclass($1) and grantee <> relowner)
select coalesce(rolname, 'public')::text, name
from rights left join pg_roles on pg_roles.oid = grantee
