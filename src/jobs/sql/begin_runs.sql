with begun as (
    insert into public.job_runs (id, job_id, attempt_no, status, progress, created_at, started_at)
    select queued.run_id, queued.job_id, coalesce(last.attempt_no, 0) + 1,
        'in_progress', '{}', pg_catalog.now() at time zone 'utc', pg_catalog.now() at time zone 'utc'
    from dragonfly.job_queue as queued
    cross join lateral (
        select max(earlier.attempt_no) as attempt_no from public.job_runs as earlier
        where earlier.job_id = queued.job_id) as last
    where queued.job_id = any (array(select pg_catalog.unnest($1))) and last.attempt_no is distinct from 2147483647
    returning id, job_id, attempt_no)
select begun.job_id, begun.id, begun.attempt_no,
    job.type::text, coalesce(job.payload, '{}'), job.company_id::text, job.user_id::text
from begun
cross join lateral (
    select queued.created_at from dragonfly.job_queue as queued
    where queued.job_id = begun.job_id limit 1) as queued
cross join lateral (
    select wanted.type, wanted.payload, wanted.company_id, wanted.user_id
    from public.jobs as wanted where wanted.id = begun.job_id limit 1) as job
order by queued.created_at, begun.job_id
