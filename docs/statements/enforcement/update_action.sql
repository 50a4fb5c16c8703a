-- (uuid, text, text, jsonb, text)
update
    public.enforcement_actions
set
    status = $2::text,
    status_reason = coalesce($3, status_reason),
    metadata = metadata || coalesce($4, '{}'),
    updated_by = $5,
    updated_at = pg_catalog.now()
where
    id = $1;
