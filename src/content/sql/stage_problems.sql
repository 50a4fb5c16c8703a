-- Reads ready rows, and of the events a few per stage, through their index. A stage that is disabled or paused
-- is called by nobody
-- and has no problem. An error of the dispatcher counts until a worker is called without one.
with ready as (
    select stage::text as stage, min(available_at) as since from public.content_job_stages
    where status = 'queued' and (available_at <= pg_catalog.now() or available_at is null)
    group by 1),
looked as (
    select ready.stage, config.stage is not null as configured,
        config.enabled and config.max_concurrency > 0 as enabled,
        its.endpoint, failed.message,
        failed.last_at > coalesce(pg_catalog.to_char(
            called.last at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '') as fails,
        called.first < pg_catalog.now() - interval '5 minutes' and not exists (
            select from public.content_job_stages as taken
            where taken.stage::text = ready.stage and taken.status = 'processing'
              and taken.finished_at is null) and not exists (
            select from public.content_job_events as event
            where event.stage::text = ready.stage and event.job_id is not null
              and event.status::text in ('processing', 'completed', 'requeued', 'error')
              and event.created_at >= called.first) as idle
    from ready
    left join public.content_stage_config as config on config.stage::text = ready.stage
    cross join lateral (select pg_catalog.regexp_replace(pg_catalog.split_part(pg_catalog.split_part(
        config.worker_endpoint::text, '?', 1), '#', 1), '//[^/]*@', '//') as endpoint) as its
    cross join lateral (
        select (select event.created_at from public.content_job_events as event
                where event.stage::text = ready.stage and event.status::text = 'dispatched'
                order by event.created_at desc limit 1) as last,
            (select event.created_at from public.content_job_events as event
             where event.stage::text = ready.stage and event.status::text = 'dispatched'
               and event.created_at >= ready.since
             order by event.created_at limit 1) as first) as called
    left join lateral (
        select event.message, event.metadata ->> 'last_at' as last_at
        from public.content_job_events as event
        where event.stage::text = ready.stage and event.status::text = 'error' and event.job_id is null
          and event.metadata ->> 'source' = 'dispatcher'
          and event.created_at > pg_catalog.now() - interval '1 day'
        order by 2 desc limit 1) as failed on true)
select stage, case
        when not configured then 'no row in content_stage_config: nobody starts its workers'
        when fails then message
        else 'its workers were called, and none has begun for over 5 minutes: ' || endpoint end as problem,
    endpoint
from looked where not configured or enabled and (fails or idle)
order by stage
