-- $1 queue, $2 its plain name, $3 job, $4 latency, $5 whether it was completed.
with counted as (
        insert into workers.metrics as counter
            (queue_name, last_job_id, last_success_at, total_processed, total_failed,
             avg_latency_ms, max_latency_ms, min_latency_ms, updated_at)
        values ($1, $3, case when $5 then pg_catalog.clock_timestamp() end,
            case when $5 then 1 else 0 end, case when $5 then 0 else 1 end,
            case when $5 then $4 else 0 end, case when $5 then $4 else 0 end,
            case when $5 then $4 end, pg_catalog.clock_timestamp())
        on conflict (queue_name) do update set
            last_job_id = coalesce(excluded.last_job_id, counter.last_job_id),
            last_success_at = coalesce(excluded.last_success_at, counter.last_success_at),
            total_processed = counter.total_processed + excluded.total_processed,
            total_failed = counter.total_failed + excluded.total_failed,
            avg_latency_ms = case when $5 then pg_catalog.round(
                    (counter.avg_latency_ms::numeric * counter.total_processed + $4)
                    / (counter.total_processed + 1))::integer
                else counter.avg_latency_ms end,
            max_latency_ms = greatest(counter.max_latency_ms, excluded.max_latency_ms),
            min_latency_ms = least(counter.min_latency_ms, excluded.min_latency_ms),
            updated_at = excluded.updated_at)
    insert into workers.metric_slots as slot (queue_name, slot, minute_at, minute_count)
    select $2, pg_catalog.pg_backend_pid() % 64,
        pg_catalog.date_trunc('minute', pg_catalog.clock_timestamp()), 1
    where $5
    {{include workers/add_counts.sql}}
