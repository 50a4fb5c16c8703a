insert into parties.entity_links (entity_id, plaintiff_id, judgment_id)
select entity_id, plaintiff_id, null
from unnest($1, $2) as it (entity_id, plaintiff_id) where plaintiff_id is not null
union all
select entity_id, null, judgment_id
from unnest($1, $3) as it (entity_id, judgment_id) where judgment_id is not null
order by 1, 2, 3
on conflict do nothing
