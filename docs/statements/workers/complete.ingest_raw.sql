-- (textarray, int8array, uuid, int4, timestamptz, jsonb)
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
        status = 'completed',
        result = $6 -> (held.place::integer - 1),
        processed_at = $5,
        lease_until = null,
        updated_at = $5
    from
        held
    where
        job.idempotency_key = held.key
        and job.queue_name = 'ingest_raw'
),
gone as (
    delete from
        pgmq.q_ingest_raw
    where
        msg_id in (
            select
                held.msg_id
            from
                held
        )
    returning
        msg_id,
        read_ct,
        enqueued_at,
        last_read_at,
        vt,
        message,
        headers
),
archived as (
    insert into
        pgmq.a_ingest_raw (
            msg_id,
            read_ct,
            enqueued_at,
            last_read_at,
            vt,
            message,
            headers
        )
    select
        msg_id,
        read_ct,
        enqueued_at,
        last_read_at,
        vt,
        message,
        headers
    from
        gone
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
        'ingest_raw',
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
                pg_catalog.count(*) as done,
                pg_catalog.count(*) as processed,
                0 as failed,
                pg_catalog.sum(took.ms) as sum_ms,
                pg_catalog.min(took.ms) as min_ms,
                pg_catalog.max(took.ms) as max_ms,
                pg_catalog.max(done.msg_id) as last_job_id,
                $5 as last_success_at
            from
                held as done,
                lateral (
                    select
                        least(
                            greatest(
                                pg_catalog.floor(
                                    extract(
                                        epoch
                                        from
                                            $5 - case
                                                when pg_catalog.isfinite(done.claimed_at) then done.claimed_at
                                            end
                                    ) * 1000
                                ),
                                0
                            ),
                            2147483647
                        )::integer as ms
                ) as took
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
    held
order by
    place;
