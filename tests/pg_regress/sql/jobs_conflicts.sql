-- INSERT … ON CONFLICT of direct writers: where a run is there already, the queue stays as it is.
\i sql/jobs.psql
set role service_role;
select count(create_job('tech_rfp_report', :'rfp', id => pg_temp.id(n))) from generate_series(1, 3) as n;
select right(job_id::text, 2) as job from claim_jobs(quantity => 2, worker => 'w');
select fail_job_run(pg_temp.run(2), 'timeout', true, 0);
create temporary table before as select * from dragonfly.job_queue;
insert into job_runs (job_id, status) select pg_temp.id(n), 'in_progress' from generate_series(1, 2) as n on conflict do nothing;
insert into job_runs (job_id, status) select pg_temp.id(n), 'completed' from generate_series(1, 2) as n on conflict do nothing;
insert into job_runs (id, job_id, attempt_no, status) values (pg_temp.run(1), pg_temp.id(1), 7, 'failed') on conflict (id) do nothing;
insert into job_runs (job_id, status, progress) select pg_temp.id(n), 'in_progress', '{"a": 1}' from generate_series(1, 2) as n
on conflict (job_id, attempt_no) do update set progress = excluded.progress;
table before except table dragonfly.job_queue;
select * from pg_temp.waits;
select * from pg_temp.runs;
-- The run goes on with its lease, the other job is claimed again.
select update_job_progress(pg_temp.run(1), null);
select right(job_id::text, 2) as job, attempt_no from claim_jobs(quantity => 1);
-- An update that ends the run ends it; where no run is there, one begins.
insert into job_runs (job_id, status) values (pg_temp.id(1), 'completed'), (pg_temp.id(3), 'in_progress')
on conflict (job_id, attempt_no) do update set status = excluded.status;
select * from pg_temp.waits;
select * from pg_temp.runs;
rollback;
