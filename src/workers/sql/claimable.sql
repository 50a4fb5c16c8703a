-- The condition under which a job may be claimed, or would be were its attempts not used up: it looks
-- at nothing but the registry's row job. A look at other messages would let two sessions claim one
-- key. Rows that were there before the extension may lack a lease and a number of attempts.
(job.status = 'failed' and job.lease_until is distinct from 'infinity'
or job.status = 'processing' and (job.job_id = {{msg_id}}
    or coalesce(job.lease_until, '-infinity') < pg_catalog.clock_timestamp()))
