select coalesce(pg_catalog.bool_and(status::text = 'completed'), false)
from workers.processed_jobs where idempotency_key = any (array(select pg_catalog.unnest($1)))
