-- (text)
update
    public.raw_simplicity_imports as raw
set
    status = done.status::text,
    error_log = done.error_log
from
    pg_catalog.json_to_recordset($1::json) as done (raw_id bigint, status text, error_log jsonb)
where
    raw.id = done.raw_id;
