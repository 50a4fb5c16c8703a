-- Failure: final, or tried again while attempts are left.
\i sql/jobs.psql
set role service_role;
select count(create_job('tech_rfp_report', :'rfp', id => pg_temp.id(n))) from generate_series(1, 2) as n;
select count(*) from claim_jobs();
select fail_job_run(pg_temp.run(1), 'no such package');
select fail_job_run(pg_temp.run(2), 'timeout', true);
select * from pg_temp.waits;
select get_job_status(pg_temp.id(2)) - 'job_id' - 'created_at' - 'started_at' - 'completed_at' as status;
select right(job_id::text, 2) as job, attempt_no from claim_jobs();
select fail_job_run(pg_temp.run(2), 'timeout', true);
select right(job_id::text, 2) as job, attempt_no from claim_jobs();
select fail_job_run(pg_temp.run(2), 'timeout', true);
select count(*) as nothing_left from claim_jobs();
select fail_job_run(pg_temp.run(2), 'again', true);
select * from pg_temp.runs;
select * from pg_temp.waits;
-- A reason is never missing, and never endless.
select create_job('tech_rfp_report', :'rfp', id => pg_temp.id(3)) = pg_temp.id(3) as created;
update dragonfly.job_queue set max_attempts = 9;
select count(*) from claim_jobs();
select fail_job_run(pg_temp.run(3), null, true);
select count(*) from claim_jobs();
select fail_job_run(pg_temp.run(3), repeat('x', 20000), null);
select attempt_no, left(error, 30) as error, length(error) from job_runs where job_id = pg_temp.id(3) order by attempt_no;
select fail_job_run(null, 'x');
\echo :LAST_ERROR_SQLSTATE
select fail_job_run(pg_temp.id(99), 'x');
\echo :LAST_ERROR_SQLSTATE
rollback;
