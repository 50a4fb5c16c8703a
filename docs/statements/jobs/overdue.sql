-- (timestamptz)
select
    locked.job_id
from
    (
        select
            queued.job_id
        from
            dragonfly.job_queue as queued
        where
            queued.run_id is not null
            and queued.lease_until <= $1
            and true
        order by
            queued.lease_until
        limit
            (
                select
                    9223372036854775807 as without_end)
    ) as candidate
    cross join lateral (
        select
            held.id
        from
            public.jobs as held
        where
            held.id = candidate.job_id
        limit
            1
        for key share
            skip locked
    ) as job
    cross join lateral (
        select
            queued.job_id
        from
            dragonfly.job_queue as queued
        where
            queued.job_id = candidate.job_id
            and queued.run_id is not null
            and queued.lease_until <= $1
        limit
            1
        for update
            skip locked
    ) as locked
limit
    1000;
