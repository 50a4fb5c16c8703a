-- (textarray, int8, text, int4, timestamptz)
with
taken as materialized (
    select
        candidate.job_id
    from
        (
            select
                locked.job_id
            from
                (
                    select
                        queued.job_id
                    from
                        dragonfly.job_queue as queued
                    where
                        queued.run_id is null
                        and queued.attempts < queued.max_attempts
                        and coalesce(queued.available_at, '-infinity') <= $5
                        and coalesce(
                            queued.type = any ((
                                    select
                                        $1)::text[]),
                            (
                                select
                                    $1) is null
                        )
                    order by
                        queued.created_at,
                        queued.job_id
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
                        and queued.run_id is null
                        and queued.attempts < queued.max_attempts
                        and coalesce(queued.available_at, '-infinity') <= $5
                    limit
                        1
                    for update
                        skip locked
                ) as locked
            limit
                1000
        ) as candidate
    limit
        (
            select
                $2)
)
update
    dragonfly.job_queue as queued
set
    run_id = pg_catalog.gen_random_uuid(),
    attempts = queued.attempts + 1,
    worker = $3,
    available_at = null,
    lease_seconds = $4,
    lease_until = $5 + pg_catalog.make_interval(secs => $4)
where
    queued.job_id = any (
        array(
            select
                taken.job_id
            from
                taken
        )
    )
returning
    queued.job_id,
    queued.created_at;
