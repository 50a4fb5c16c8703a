insert into workers.metric_slots as slot
    (queue_name, slot, minute_at, minute_count, processed, failed, latency_sum_ms, min_ms,
     max_ms, last_job_id, last_success_at)
select {{queue}}, pg_catalog.pg_backend_pid() % 64, pg_catalog.date_trunc('minute', $5),
    figures.done, figures.processed, figures.failed, coalesce(figures.sum_ms, 0),
    figures.min_ms, coalesce(figures.max_ms, 0), figures.last_job_id, figures.last_success_at
from (
    select pg_catalog.count(*) as rows, pg_catalog.count(*) as done, pg_catalog.count(*) as processed,
        0 as failed, pg_catalog.sum(took.ms) as sum_ms, pg_catalog.min(took.ms) as min_ms,
        pg_catalog.max(took.ms) as max_ms, pg_catalog.max(done.msg_id) as last_job_id, $5 as last_success_at
    from held as done, lateral (
        select least(greatest(pg_catalog.floor(
            extract(epoch from $5 - case when pg_catalog.isfinite(done.claimed_at)
                                         then done.claimed_at end) * 1000), 0),
            2147483647)::integer as ms) as took) as figures
where figures.rows > 0
{{include workers/add_counts.sql}}
