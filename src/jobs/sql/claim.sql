-- The planner cannot see through the limit around the candidates. A plain $2 would have the statement planned anew
-- for each call.
with taken as materialized (
    select candidate.job_id from ({{include jobs/first_free.sql}}) as candidate
    limit (select $2))
update dragonfly.job_queue as queued
set run_id = pg_catalog.gen_random_uuid(), attempts = queued.attempts + 1, worker = $3,
    available_at = null, lease_seconds = $4, lease_until = $5 + pg_catalog.make_interval(secs => $4)
where queued.job_id = any (array(select taken.job_id from taken))
returning queued.job_id, queued.created_at
