select 'GRANT ' || string_agg(upper(privilege), ', ' order by place) || ' ON ' || name
    || ' TO ' || role
from unnest($13) as wanted (line),
     concat(split_part(line, '|', 1)) as name,
     concat(split_part(line, '|', 2)) as role,
     unnest(string_to_array(split_part(line, '|', 3), ', '))
         with ordinality as rights (privilege, place),
     pg_class
where pg_class.oid = to_regclass(name) and to_regrole(role) is not null
  and not has_table_privilege(role, pg_class.oid, privilege)
  and (role in ('service_role', 'enforcement_operator')
       or relowner = to_regrole('dragonfly_owner'))
group by name, role order by name, role
