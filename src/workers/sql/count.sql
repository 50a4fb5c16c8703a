insert into workers.metric_slots as slot
    (queue_name, slot, minute_at, minute_count, processed, failed, latency_sum_ms, min_ms,
     max_ms, last_job_id, last_success_at)
select {{queue}}, pg_catalog.pg_backend_pid() % 64, pg_catalog.date_trunc('minute', {{at}}),
    figures.done, figures.processed, figures.failed, coalesce(figures.sum_ms, 0),
    figures.min_ms, coalesce(figures.max_ms, 0), figures.last_job_id, figures.last_success_at
from ({{figures}}) as figures
where figures.rows > 0
{{include workers/add_counts.sql}}
