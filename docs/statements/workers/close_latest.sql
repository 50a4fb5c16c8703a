-- (textarray, bool, jsonb, text)
with
open as materialized (
    select
        idempotency_key,
        queue_name,
        claimed_at
    from
        workers.processed_jobs
    where
        idempotency_key = any (array(
                select
                    pg_catalog.unnest($1)))
        and status = 'processing'
    order by
        idempotency_key,
        queue_name
    for update
),
latest as (
    select
        idempotency_key,
        queue_name
    from
        open
    order by
        claimed_at desc nulls last,
        idempotency_key,
        queue_name
    limit
        1
),
closed as (
    update
        workers.processed_jobs as job
    set
        status = (
            case
                when $2 then 'completed'
                else 'failed'
            end
        )::workers.job_status,
        result = case
            when $2 then $3
            else job.result
        end,
        last_error = case
            when $2 then job.last_error
            else $4
        end,
        processed_at = case
            when $2 then pg_catalog.clock_timestamp()
            else job.processed_at
        end,
        lease_until = null,
        updated_at = pg_catalog.clock_timestamp()
    from
        latest
    where
        job.idempotency_key = latest.idempotency_key
        and job.queue_name = latest.queue_name
)
select
    pg_catalog.count(*)
from
    open;
