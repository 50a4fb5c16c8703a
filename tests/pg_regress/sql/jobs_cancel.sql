-- Cancelling a job that waits, that runs, that waits for another attempt, that is over.
\i sql/jobs.psql
set role service_role;
select count(create_job('tech_rfp_report', :'rfp', id => pg_temp.id(n))) from generate_series(1, 4) as n;
select cancel_job(pg_temp.id(1)), cancel_job(pg_temp.id(1));
select count(*) from claim_jobs();
select complete_job_run(pg_temp.run(2)), fail_job_run(pg_temp.run(4), 'x', true, 0);
select cancel_job(pg_temp.id(2)), cancel_job(pg_temp.id(3)), cancel_job(pg_temp.id(4));
select update_job_progress(pg_temp.run(3), '{"late": true}'), complete_job_run(pg_temp.run(3), '{"result": 1}'), fail_job_run(pg_temp.run(3), 'late', true, 0);
select * from pg_temp.runs;
select * from pg_temp.waits;
select count(*) as nothing_left from claim_jobs();
select get_job_status(pg_temp.id(1)) ->> 'status' as waited, get_job_status(pg_temp.id(3)) ->> 'status' as ran, get_job_status(pg_temp.id(2)) -> 'attempts_left' as left_of_a_completed_one;
-- The contract's status query tells it.
SELECT
    r.status,
    r.progress,
    r.error
FROM jobs j
LEFT JOIN job_runs r ON j.id = r.job_id
WHERE j.id = pg_temp.id(1)
ORDER BY r.attempt_no DESC
LIMIT 1;
select cancel_job(null);
\echo :LAST_ERROR_SQLSTATE
select cancel_job(pg_temp.id(99));
\echo :LAST_ERROR_SQLSTATE
rollback;
