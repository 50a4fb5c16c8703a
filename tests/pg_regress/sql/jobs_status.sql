-- get_job_status and get_job_result.
\i sql/jobs.psql
set role service_role;
set time zone 'America/New_York';
create view pg_temp.statuses as select right(id::text, 2)::integer as job, get_job_status(id) - 'job_id' - 'next_attempt_at' - 'created_at' - 'started_at' - 'completed_at' as status from jobs order by id;
select count(create_job('tech_rfp_report', :'rfp', id => pg_temp.id(n))) from generate_series(1, 3) as n;
select * from pg_temp.statuses;
select get_job_result(pg_temp.id(1)) is null as no_result;
select count(*) from claim_jobs();
select update_job_progress(pg_temp.run(1), '{"overallPercentageCompletion": 0.25}'), fail_job_run(pg_temp.run(2), 'boom'), fail_job_run(pg_temp.run(3), 'boom', true, 0);
select * from pg_temp.statuses;
select complete_job_run(pg_temp.run(1), '{"result": {"n": 1.10}, "report": "r", "log": null}');
select save_job_artifact(pg_temp.run(2), 'result', '"of a run that failed"') is not null as saved;
select * from pg_temp.statuses;
-- Times are UTC and say so.
select status ->> 'job_id' = pg_temp.id(1)::text as job_id, (status ->> 'created_at')::timestamptz = now() as created_at, (status ->> 'started_at')::timestamptz = now() as started_at,
    (status ->> 'completed_at')::timestamptz = now() as completed_at, status ->> 'created_at' like '%Z' as z
from (select get_job_status(pg_temp.id(1)) as status) as one;
select name, get_job_result(pg_temp.id(1), name) from unnest(array['result', 'report', 'log', 'other', null]) as name;
select get_job_result(job_id => pg_temp.id(1)), get_job_result(pg_temp.id(2)) is null as of_a_failed_run;
-- The last completed run speaks.
insert into job_runs (id, job_id, attempt_no, status) values (pg_temp.id(50), pg_temp.id(1), 7, 'completed'), (pg_temp.id(51), pg_temp.id(1), 8, 'failed');
select get_job_result(pg_temp.id(1)) is null as none_yet, save_job_artifact(pg_temp.id(50), 'result', '"newer"') is not null as saved;
select get_job_result(pg_temp.id(1));
select get_job_status(null);
\echo :LAST_ERROR_SQLSTATE
select get_job_status(pg_temp.id(99));
\echo :LAST_ERROR_SQLSTATE
select get_job_result(pg_temp.id(99));
\echo :LAST_ERROR_SQLSTATE
select get_job_result(pg_temp.id(1), ' ');
\echo :LAST_ERROR_SQLSTATE
-- A read is no write.
set transaction read only;
select get_job_status(pg_temp.id(1)) ->> 'status' as status, get_job_result(pg_temp.id(1)) as result;
rollback;
