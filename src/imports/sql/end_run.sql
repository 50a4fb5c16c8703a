update public.import_runs
set total_rows = $2, inserted_rows = $3, skipped_rows = $4, error_rows = $5,
    row_count = $2, insert_count = $3, error_count = $5,
    status = $6{{cast public.import_runs.status}},
    finished_at = pg_catalog.now()
where id = $1 and (total_rows, inserted_rows, skipped_rows, error_rows, status::text)
    is distinct from ($2, $3, $4, $5, $6)
