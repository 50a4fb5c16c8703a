-- create_job: what is written, the same id twice, NULLs, sizes.
\i sql/jobs.psql
set role service_role;
select create_job('tech_rfp_report', :'rfp', 'company-xyz', 'user-123', pg_temp.id(1)) = pg_temp.id(1) as created;
select create_job('tech_rfp_report', '{"package_id": "another"}', null, null, pg_temp.id(1)) = pg_temp.id(1) as again;
select create_job(type => 'tech_rfp_summary', payload => '{"package_id": 1.10}', company_id => null, user_id => null, id => null) is not null as created;
select type, payload, company_id, user_id, created_at = now() at time zone 'utc' as now from jobs order by type;
select attempts, max_attempts, run_id, lease_until, worker, type from dragonfly.job_queue order by type;
-- Once it is done, the same id still is the same job.
select complete_job_run(run_id) from claim_jobs();
select create_job('tech_rfp_report', :'rfp', id => pg_temp.id(1)) = pg_temp.id(1) as again;
select count(*) as waiting from dragonfly.job_queue;
-- Bounds.
\set VERBOSITY terse
select create_job('tech_rfp_report', :'rfp', repeat('c', 256));
select create_job('tech_rfp_report', :'rfp', null, repeat('u', 256));
select create_job('tech_rfp_report', :'rfp', repeat('ä', 255), repeat('ü', 255)) is not null as longest;
\set VERBOSITY default
select create_job(repeat('ä', 101), :'rfp');
\echo :LAST_ERROR_SQLSTATE
select create_job('tech_rfp_report' || repeat(' ', 100), :'rfp');
\echo :LAST_ERROR_SQLSTATE
select create_job('tech_rfp_report', jsonb_build_object('package_id', 'p', 'x', repeat('x', 1048576)));
\echo :LAST_ERROR_SQLSTATE
select create_job('tech_rfp_report', jsonb_build_object('package_id', 'p', 'x', repeat('x', 1048000))) is not null as large;
-- A call that locks does not run where a wait would end in 40001.
rollback;
begin isolation level repeatable read;
set role service_role;
select create_job('tech_rfp_report', '{"package_id": "p"}');
\echo :LAST_ERROR_SQLSTATE
select claim_jobs();
select update_job_progress('00000000-0000-4000-8000-000000000001', '{}');
select complete_job_run('00000000-0000-4000-8000-000000000001');
select fail_job_run('00000000-0000-4000-8000-000000000001', 'x');
select cancel_job('00000000-0000-4000-8000-000000000001');
rollback;
