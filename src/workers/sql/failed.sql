select pg_catalog.count(*) as rows, 0 as done, 0 as processed, pg_catalog.count(*) as failed,
    0 as sum_ms, null::integer as min_ms, 0 as max_ms, null::bigint as last_job_id,
    null::timestamptz as last_success_at
from {{rows}} as done
