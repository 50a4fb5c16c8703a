-- (uuid, text)
select
    artifact.data
from
    (
        select
            run.id
        from
            public.job_runs as run
        where
            run.job_id = $1
            and run.status::text = 'completed'
        order by
            run.attempt_no desc
        limit
            1
    ) as last
    join public.job_artifacts as artifact on artifact.run_id = last.id
where
    artifact.artifact_type::text = $2
order by
    artifact.created_at desc nulls last,
    artifact.id
limit
    1;
