update dragonfly.job_queue as queued
set run_id = null, attempts = queued.attempts - 1, worker = null, lease_seconds = null,
    lease_until = null
where queued.job_id = any (array(select pg_catalog.unnest($1)))
