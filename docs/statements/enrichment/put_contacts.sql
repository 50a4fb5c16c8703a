-- (uuid, int8array, uuidarray, textarray, textarray, textarray, boolarray, textarray)
with
sent as materialized (
    select
        it.*,
        entity.case_id is not distinct from $1 as is_ours
    from
        unnest($2, $3, $4, $5, $6, $7, $8) as it (
            place,
            entity_id,
            kind,
            value,
            source,
            validated,
            score
        )
        left join parties.entities as entity on entity.entity_id = it.entity_id
),
told as (
    select
        entity_id,
        kind,
        value,
        (
            array_agg(source
                order by
                    place desc) filter (
                where
                    source is not null)
        ) [ 1 ] as source,
        (
            array_agg(validated
                order by
                    place desc) filter (
                where
                    validated is not null)
        ) [ 1 ] as validated,
        (
            array_agg(score
                order by
                    place desc) filter (
                where
                    score is not null)
        ) [ 1 ] :: numeric as score
    from
        sent
    where
        is_ours
    group by
        entity_id,
        kind,
        value
),
written as (
    insert into
        enrichment.contacts as contact (
            entity_id,
            kind,
            value,
            source,
            validated_bool,
            score
        )
    select
        told.entity_id,
        told.kind::enrichment.contact_kind,
        told.value,
        told.source,
        coalesce(
            told.validated,
            case
                when known.contact_id is null then false
                else known.validated_bool
            end
        ),
        coalesce(
            told.score,
            case
                when known.contact_id is null then 0
                else known.score
            end
        )
    from
        told
        left join enrichment.contacts as known on known.entity_id = told.entity_id
        and known.kind = told.kind::enrichment.contact_kind
        and known.value = told.value
    order by
        told.entity_id,
        told.kind,
        told.value
    on conflict
        (entity_id, kind, value)
    do update set
        source = coalesce(excluded.source, contact.source),
        validated_bool = excluded.validated_bool,
        score = excluded.score
    returning
        contact.xmax = 0 as is_new
)
select
    (
        select
            pg_catalog.count(*)
        from
            written
        where
            is_new
    ),
    (
        select
            pg_catalog.count(*)
        from
            sent
        where
            is_ours
    ),
    array(
        select
            place
        from
            sent
        where
            not is_ours
    );
