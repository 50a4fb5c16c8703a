select entity.entity_id
from unnest($2, $3, $4) with ordinality as it (role, name_normalized, name_full, place)
join parties.entities as entity
    on entity.case_id = $1 and entity.role = it.role{{cast parties.entities.role}}
   and entity.name_normalized = coalesce(it.name_normalized, 'hash_' || pg_catalog.md5(it.name_full))
order by it.place
