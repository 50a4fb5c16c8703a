-- Sorted before anything is locked, and locked one by one until there are enough: a lock below the sort would take
-- every job. The limit without end keeps it so; the last one makes the planner look for the first rows.
select locked.job_id
from (
    select queued.job_id from dragonfly.job_queue as queued
    where {{is_free}} and {{also}}
    order by {{order}}
    limit (select 9223372036854775807 as without_end)) as candidate
cross join lateral (
    select held.id from public.jobs as held where held.id = candidate.job_id
    limit 1 for key share skip locked) as job
cross join lateral (
    select queued.job_id from dragonfly.job_queue as queued
    where queued.job_id = candidate.job_id and {{is_free}}
    limit 1 for update skip locked) as locked
limit {{max_quantity}}
