-- Leases that passed and whose run is gone, over or pending; numbers of runs that end.
\i sql/jobs.psql
select count(create_job('tech_rfp_report', :'rfp', id => pg_temp.id(n))) from generate_series(1, 1003) as n;
select count(*) from claim_jobs(quantity => 1000, worker => 'w');
select count(*) from claim_jobs(quantity => 3, worker => 'w');
truncate job_runs cascade;
update dragonfly.job_queue set lease_until = now() - interval '1 second';
update dragonfly.job_queue set lease_until = lease_until + interval '0.5 seconds' where job_id in (pg_temp.id(1), pg_temp.id(2), pg_temp.id(3));
insert into job_runs (id, job_id, attempt_no, status) select run_id, job_id, 5, 'in_progress' from dragonfly.job_queue where job_id = pg_temp.id(1);
update job_runs set status = 'pending' where job_id = pg_temp.id(1);
alter table job_runs disable trigger user;
insert into job_runs (id, job_id, status) select run_id, job_id, 'completed' from dragonfly.job_queue where job_id = pg_temp.id(2);
alter table job_runs enable trigger user;
update dragonfly.job_queue set attempts = 3 where job_id = pg_temp.id(3);
set role service_role;
-- A thousand at a time; all of them find their way.
select count(*) from claim_jobs(array['none']);
select count(*) filter (where run_id is null) as free, count(*) filter (where run_id is not null) as held from dragonfly.job_queue;
select count(*) from claim_jobs(array['none']);
select count(*) filter (where run_id is null) as free, count(*) filter (where run_id is not null) as held from dragonfly.job_queue;
select * from pg_temp.runs;
select n as job, attempts, run_id from generate_series(1, 4) as n left join dragonfly.job_queue on job_id = pg_temp.id(n) order by n;
-- Behind the last number no run follows, and nobody is kept from other jobs.
delete from jobs;
select count(create_job('tech_rfp_report', :'rfp', id => pg_temp.id(n))) from generate_series(1, 3) as n;
insert into job_runs (id, job_id, attempt_no, status) values (pg_temp.id(11), pg_temp.id(1), 2147483647, 'in_progress'), (pg_temp.id(12), pg_temp.id(2), 2147483646, 'in_progress');
select fail_job_run(pg_temp.id(11), 'x', true, 0), fail_job_run(pg_temp.id(12), 'x', true, 0);
select right(job_id::text, 2) as job, attempt_no from claim_jobs();
select fail_job_run(pg_temp.run(2), 'x', true, 0);
select * from pg_temp.waits;
update job_runs set attempt_no = 2147483647 where job_id = pg_temp.id(3);
select fail_job_run(pg_temp.run(3), 'x', true, 0);
select create_job('tech_rfp_report', :'rfp', id => pg_temp.id(4)) = pg_temp.id(4) as created;
select right(job_id::text, 2) as job, attempt_no from claim_jobs();
rollback;
