with changed as (
    update public.enforcement_actions
    set status = $16{{cast public.enforcement_actions.status}},
        closed_at = case when $16 in ('completed', 'failed', 'cancelled')
                         then pg_catalog.now() else closed_at end,
        status_reason = coalesce($17, status_reason),
        metadata = metadata || coalesce($18, '{}'),
        updated_by = $19, updated_at = pg_catalog.now()
    where id = $15),
{{include enforcement/record_parts.sql}}
