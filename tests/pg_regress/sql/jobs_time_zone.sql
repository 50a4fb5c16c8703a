-- Columns without a zone hold UTC, whatever the session's time zone: the contract's INSERT says NOW().
\i sql/jobs.psql
set time zone 'America/New_York';
insert into jobs (id, type, payload, created_at) values (pg_temp.id(1), 'tech_rfp_report', :'rfp', now()), (pg_temp.id(2), 'tech_rfp_report', :'rfp', current_timestamp),
    (pg_temp.id(3), 'tech_rfp_report', :'rfp', default), (pg_temp.id(4), 'tech_rfp_report', :'rfp', null), (pg_temp.id(5), 'tech_rfp_report', :'rfp', '2026-01-31 09:00'),
    (pg_temp.id(6), 'tech_rfp_report', :'rfp', localtimestamp);
select create_job('tech_rfp_report', :'rfp', id => pg_temp.id(7)) = pg_temp.id(7) as created;
select right(id::text, 2)::integer as job, created_at = now() at time zone 'utc' as utc, case when created_at < '2026-02-01' then created_at end as given from jobs order by id;
select right(job_id::text, 2)::integer as job, created_at = now() at time zone 'utc' as utc from dragonfly.job_queue order by job_id;
select right(job_id::text, 2) as oldest from claim_jobs(quantity => 1);
select started_at = now() at time zone 'utc' as started, created_at = now() at time zone 'utc' as created from job_runs;
select complete_job_run(id, '{"result": 1}') from job_runs;
select completed_at = now() at time zone 'utc' as completed from job_runs;
select created_at = now() at time zone 'utc' as created from job_artifacts;
-- An update that touches type or payload leaves the time alone.
update jobs set created_at = localtimestamp where id = pg_temp.id(5);
update jobs set payload = payload || '{"a": 1}' where id = pg_temp.id(5);
select created_at = localtimestamp as as_written from jobs where id = pg_temp.id(5);
rollback;
