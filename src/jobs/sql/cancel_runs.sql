update public.job_runs
set status = 'failed', error = 'cancelled',
    completed_at = pg_catalog.now() at time zone 'utc'
where job_id = $1 and status::text in ('pending', 'in_progress')
returning id
