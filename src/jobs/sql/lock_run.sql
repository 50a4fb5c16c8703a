with policy as materialized ({{include workers/policy.sql}}),
held as materialized (
    select run.id, run.job_id from public.job_runs as run
    where run.id = $1 and run.status::text = 'in_progress' for update)
select queued.attempts, policy.*
from held, policy, lateral (
    select queued.attempts from dragonfly.job_queue as queued
    where queued.job_id = held.job_id and queued.run_id = held.id
    limit 1 for update) as queued
