with things (classid, objid) as (
    select 'pg_proc'::regclass, oid from pg_proc
    where pronamespace = to_regnamespace('dragonfly') and oid <> all ($1)
    union all
    select 'pg_operator'::regclass, oid from pg_operator
    where oprnamespace = to_regnamespace('dragonfly')
    union all
    select 'pg_type'::regclass, pg_type.oid from pg_type
    left join pg_class on pg_class.oid = typrelid
    where typnamespace = to_regnamespace('dragonfly') and typelem = 0
      and coalesce(relkind, 'c') = 'c'
      and pg_type.oid <> all (array(select to_regtype(name)::oid from unnest($2) as name
                                    where to_regtype(name) is not null)))
select object.type || ' ' || object.identity
from things, pg_identify_object(classid::oid, objid, 0) as object
where not exists (select from pg_depend as member
                  where member.classid = things.classid and member.objid = things.objid
                    and deptype = 'e')
