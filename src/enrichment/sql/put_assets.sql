with sent as materialized (
    select it.*, entity.case_id is not distinct from $1 as is_ours
    from unnest($2, $3, $4, $5, $6, $7)
        as it (place, entity_id, asset_type, confidence, source, meta)
    left join parties.entities as entity on entity.entity_id = it.entity_id),
told as (
    select entity_id, asset_type,
           (array_agg(confidence order by place desc) filter (where confidence is not null))[1]::numeric as confidence,
           (array_agg(source order by place desc) filter (where source is not null))[1] as source,
           (array_agg(meta order by place desc) filter (where meta is not null))[1] as meta
    from sent where is_ours group by entity_id, asset_type),
written as (
    insert into enrichment.assets as asset (entity_id, asset_type, confidence, source, meta_json)
    select told.entity_id, told.asset_type{{cast enrichment.assets.asset_type}},
           coalesce(told.confidence, case when known.asset_id is null then 0 else known.confidence end),
           told.source, coalesce(told.meta, known.meta_json, '{}')
    from told
    left join enrichment.assets as known
        on known.entity_id = told.entity_id
            and known.asset_type = told.asset_type{{cast enrichment.assets.asset_type}}
    order by told.entity_id, told.asset_type
    on conflict (entity_id, asset_type) do update
    set source = coalesce(excluded.source, asset.source),
        confidence = excluded.confidence, meta_json = excluded.meta_json
    returning asset.xmax = 0 as is_new)
select (select pg_catalog.count(*) from written where is_new),
       (select pg_catalog.count(*) from sent where is_ours),
       array(select place from sent where not is_ours)
