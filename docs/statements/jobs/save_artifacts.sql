-- (uuid, text, jsonb)
insert into
    public.job_artifacts (id, run_id, artifact_type, data, created_at)
select
    pg_catalog.gen_random_uuid(),
    run.id,
    $2::text,
    $3,
    pg_catalog.now() at time zone 'utc'
from
    public.job_runs as run
where
    run.id = $1
returning
    id;
