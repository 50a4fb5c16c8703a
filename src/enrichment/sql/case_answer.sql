select pg_catalog.jsonb_build_object(
    'case', pg_catalog.jsonb_build_object(
        'case_id', it.case_id, 'org_id', it.org_id, 'case_number', it.case_number,
        'source', it.source, 'court', it.court, 'title', it.title, 'state', it.state,
        'county', it.county, 'case_type', it.case_type, 'status', it.status,
        'amount_awarded', it.amount_awarded, 'judgment_date', it.judgment_date,
        'filing_date', it.filing_date, 'created_at', pg_catalog.to_char(
            it.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
    'case_id', it.case_id, 'case_number', it.case_number, 'source', it.source, 'court', it.court,
    'title', it.title, 'amount_awarded', it.amount_awarded, 'judgment_date', it.judgment_date,
    'entities', coalesce((
        select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
            'entity_id', entity.entity_id, 'role', entity.role, 'name_full', entity.name_full,
            'name_normalized', entity.name_normalized) order by wanted.place)
        from unnest($2) with ordinality as wanted (id, place)
        join parties.entities as entity on entity.entity_id = wanted.id), '[]'),
    'entity_ids', pg_catalog.to_jsonb($2),
    'meta', pg_catalog.jsonb_build_object('inserted_entities', $3))
from judgments.cases as it
where it.case_id = $1
