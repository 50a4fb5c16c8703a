-- (textarray, int8array, uuid, int4, timestamptz, timestamptz, text)
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
                and job.queue_name = 'enrich'
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
        lease_until = null,
        last_error = $7,
        updated_at = $5
    from
        held
    where
        job.idempotency_key = held.key
        and job.queue_name = 'enrich'
),
back as (
    update
        pgmq.q_enrich as message
    set
        vt = $6
    from
        held
    where
        message.msg_id = held.msg_id
),
counted as (
    insert into
        workers.metric_slots as slot (
            queue_name,
            slot,
            minute_at,
            minute_count,
            processed,
            failed,
            latency_sum_ms,
            min_ms,
            max_ms,
            last_job_id,
            last_success_at
        )
    select
        'enrich',
        pg_catalog.pg_backend_pid() % 64,
        pg_catalog.date_trunc('minute', $5),
        figures.done,
        figures.processed,
        figures.failed,
        coalesce(figures.sum_ms, 0),
        figures.min_ms,
        coalesce(figures.max_ms, 0),
        figures.last_job_id,
        figures.last_success_at
    from
        (
            select
                pg_catalog.count(*) as rows,
                0 as done,
                0 as processed,
                pg_catalog.count(*) as failed,
                0 as sum_ms,
                null::integer as min_ms,
                0 as max_ms,
                null::bigint as last_job_id,
                null::timestamptz as last_success_at
            from
                held as done
        ) as figures
    where
        figures.rows > 0
    on conflict
        (queue_name, slot)
    do update set
        minute_at = greatest(slot.minute_at, excluded.minute_at),
        minute_count = excluded.minute_count + case
            when slot.minute_at >= excluded.minute_at then slot.minute_count
            else 0
        end,
        prev_count = case
            when slot.minute_at >= excluded.minute_at then slot.prev_count
            when slot.minute_at = excluded.minute_at - interval '1 minute' then slot.minute_count
            else 0
        end,
        processed = slot.processed + excluded.processed,
        failed = slot.failed + excluded.failed,
        latency_sum_ms = slot.latency_sum_ms + excluded.latency_sum_ms,
        min_ms = least(slot.min_ms, excluded.min_ms),
        max_ms = greatest(slot.max_ms, excluded.max_ms),
        last_job_id = coalesce(excluded.last_job_id, slot.last_job_id),
        last_success_at = greatest(slot.last_success_at, excluded.last_success_at)
)
select
    msg_id
from
    held;
