-- Workers that write the tables themselves, as the contract's worker does: their runs keep jobs from being claimed.
\i sql/jobs.psql
set role service_role;
select count(create_job('tech_rfp_report', :'rfp', id => pg_temp.id(n))) from generate_series(1, 8) as n;
insert into job_runs (id, job_id, status) values (pg_temp.id(11), pg_temp.id(1), 'in_progress'), (pg_temp.id(12), pg_temp.id(2), default),
    (pg_temp.id(13), pg_temp.id(3), 'completed'), (pg_temp.id(14), pg_temp.id(4), 'failed');
select * from pg_temp.waits;
update job_runs set status = 'in_progress' where id = pg_temp.id(12);
update job_runs set status = 'completed' where id = pg_temp.id(11);
select * from pg_temp.waits;
update job_runs set status = 'failed', error = 'boom' where id = pg_temp.id(12);
select * from pg_temp.waits;
-- Their runs work with the functions too, and have no lease to extend.
insert into job_runs (id, job_id, status) values (pg_temp.id(15), pg_temp.id(5), 'in_progress'), (pg_temp.id(16), pg_temp.id(6), 'in_progress');
select update_job_progress(pg_temp.id(15), '{"a": 1}'), complete_job_run(pg_temp.id(15)), fail_job_run(pg_temp.id(16), 'x', true, 0);
select * from pg_temp.waits;
-- History that is removed changes nothing; a run beside ours takes the job over for good.
select right(job_id::text, 2) as job from claim_jobs(quantity => 2);
delete from job_runs where job_id = pg_temp.id(6);
delete from job_runs where job_id = pg_temp.id(1);
insert into job_runs (id, job_id, attempt_no, status) values (pg_temp.id(18), pg_temp.id(7), 2, 'in_progress');
select * from pg_temp.waits;
-- A job that is removed takes everything with it.
delete from jobs where id in (pg_temp.id(1), pg_temp.id(7));
select * from pg_temp.waits;
select * from pg_temp.runs;
rollback;
