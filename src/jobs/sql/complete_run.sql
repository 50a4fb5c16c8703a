with done as (
    update public.job_runs as run
    set status = 'completed', error = null,
        completed_at = pg_catalog.now() at time zone 'utc'
    where run.id = $1 and run.status::text = 'in_progress'
    returning run.id),
stored as (
    insert into public.job_artifacts (id, run_id, artifact_type, data, created_at)
    select pg_catalog.gen_random_uuid(), done.id,
        made.key{{cast public.job_artifacts.artifact_type}}, made.value,
        pg_catalog.now() at time zone 'utc'
    from done, pg_catalog.jsonb_each(coalesce($2, '{}')) as made)
select from done
