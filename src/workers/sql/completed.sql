select pg_catalog.count(*) as rows, pg_catalog.count(*) as done, pg_catalog.count(*) as processed,
    0 as failed, pg_catalog.sum(took.ms) as sum_ms, pg_catalog.min(took.ms) as min_ms,
    pg_catalog.max(took.ms) as max_ms, pg_catalog.max(done.msg_id) as last_job_id, $5 as last_success_at
from held as done, lateral (
    select least(greatest(pg_catalog.floor(
        extract(epoch from $5 - case when pg_catalog.isfinite(done.claimed_at)
                                     then done.claimed_at end) * 1000), 0),
        2147483647)::integer as ms) as took
