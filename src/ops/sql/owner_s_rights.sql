select 'dragonfly_owner may not ' || privilege || ' ' || name
from unnest($2) as name,
     unnest(array['select', 'insert', 'update', 'delete']) as privilege
where to_regclass(name) is not null and not has_table_privilege(
    'dragonfly_owner', to_regclass(name), privilege)
