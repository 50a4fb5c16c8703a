-- (textarray, int8array, uuid, int4, timestamptz)
with
held as materialized (
    select
        input.key,
        input.msg_id,
        input.place,
        job.attempts,
        job.claimed_at
    from
        (
            select
                *
            from
                unnest($1, $2)
            with
            ordinality as input (key, msg_id, place)
            where
                place between 1
                and 1000000
            order by
                key collate "C"
        ) as input,
        lateral (
            select
                job.attempts,
                job.claimed_at
            from
                workers.processed_jobs as job
            where
                job.idempotency_key = input.key
                and job.queue_name = 'ingest_raw'
                and job.job_id = input.msg_id
                and job.worker_id = $3
                and job.status = 'processing'
                and job.attempts = coalesce($4, job.attempts)
            limit
                1
            for update
        ) as job
),
marked as (
    update
        workers.processed_jobs as job
    set
        status = 'failed',
        attempts = job.attempts - 1,
        lease_until = null,
        updated_at = $5
    from
        held
    where
        job.idempotency_key = held.key
        and job.queue_name = 'ingest_raw'
),
back as (
    update
        pgmq.q_ingest_raw as message
    set
        vt = $5
    from
        held
    where
        message.msg_id = held.msg_id
)
select
    msg_id
from
    held;
