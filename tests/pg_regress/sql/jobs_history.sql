-- Runs that are removed: history brings no job back, a run that goes on was an attempt all the same.
\i sql/jobs.psql
set role service_role;
select count(create_job('tech_rfp_report', :'rfp', id => pg_temp.id(n))) from generate_series(1, 6) as n;
select right(job_id::text, 2) as job from claim_jobs(quantity => 5);
select complete_job_run(pg_temp.run(1)), fail_job_run(pg_temp.run(2), 'boom'), cancel_job(pg_temp.id(3)), fail_job_run(pg_temp.run(4), 'timeout', true, 0);
delete from job_runs where completed_at < now() at time zone 'utc' + interval '1 second';
select * from pg_temp.waits;
reset role;
select * from dragonfly.install();
set role service_role;
select right(job_id::text, 2) as job, attempt_no from claim_jobs();
-- As often as it is removed, three runs are the most.
delete from job_runs where job_id = pg_temp.id(5);
select * from pg_temp.waits;
select right(job_id::text, 2) as job, attempt_no from claim_jobs();
delete from job_runs where job_id = pg_temp.id(5);
select right(job_id::text, 2) as job, attempt_no from claim_jobs();
delete from job_runs where job_id = pg_temp.id(5);
select * from pg_temp.waits;
select count(*) from claim_jobs();
-- Nor is a job claimed whose attempts somebody has used up.
select create_job('tech_rfp_report', :'rfp', id => pg_temp.id(7)) = pg_temp.id(7) as created;
update dragonfly.job_queue set attempts = 3 where job_id = pg_temp.id(7);
select count(*) from claim_jobs();
-- A table that is made again is filled once.
reset role;
delete from jobs;
select count(create_job('tech_rfp_report', :'rfp', id => pg_temp.id(n))) from generate_series(1, 2) as n;
set client_min_messages to warning;
drop table dragonfly.job_queue cascade;
select action, object from dragonfly.install() where object like '%rows%';
delete from dragonfly.job_queue where job_id = pg_temp.id(1);
select * from dragonfly.install();
drop trigger jobs_queue on jobs;
select action, object from dragonfly.install() order by object;
select * from pg_temp.runs;
rollback;
