select pg_catalog.count(*),
       pg_catalog.count(*) filter (where status::text = 'processed'),
       pg_catalog.count(*) filter (where status::text = 'skipped'),
       pg_catalog.count(*) filter (where status::text in ('error', 'parse_error'))
from public.raw_simplicity_imports where import_run_id = $1
