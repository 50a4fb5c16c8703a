-- ()
select
    stage,
    pg_catalog.sum(ready)::bigint,
    pg_catalog.sum(in_flight)::bigint
from
    (
        select
            stage::text as stage,
            0 as ready,
            0 as in_flight
        from
            public.content_stage_config
        union all
        select
            stage::text,
            pg_catalog.count(*),
            0
        from
            public.content_job_stages
        where
            status = 'queued'
            and (
                available_at <= pg_catalog.now()
                or available_at is null
            )
        group by
            stage
        union all
        select
            stage::text,
            0,
            pg_catalog.count(*)
        from
            public.content_job_stages
        where
            status = 'processing'
            and finished_at is null
            and last_dequeued_at is not null
        group by
            stage
    ) as counted
group by
    stage
order by
    stage;
