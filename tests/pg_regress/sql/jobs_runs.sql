-- Progress, artifacts, completion and failure of a run.
\i sql/jobs.psql
set role service_role;
select count(create_job('tech_rfp_report', :'rfp', id => pg_temp.id(n))) from generate_series(1, 3) as n;
select count(*) from claim_jobs();
-- Progress merges; NULL and JSON null extend the lease alone.
update dragonfly.job_queue set lease_until = now() + interval '1 second';
select update_job_progress(pg_temp.run(1), '{"a": 1, "b": {"c": 1}}'), update_job_progress(pg_temp.run(1), '{"b": {"d": 1.10}, "e": null}'),
    update_job_progress(pg_temp.run(2), null), update_job_progress(pg_temp.run(2), 'null');
select * from pg_temp.runs;
select right(job_id::text, 2)::integer as job, lease_until > now() + interval '4 minutes' as extended from dragonfly.job_queue order by job_id;
select update_job_progress(pg_temp.run(1), '[1]');
\echo :LAST_ERROR_SQLSTATE
select update_job_progress(pg_temp.run(1), '"x"');
select update_job_progress(null, '{}');
\echo :LAST_ERROR_SQLSTATE
select update_job_progress(pg_temp.id(99), '{}');
\echo :LAST_ERROR_SQLSTATE
-- What is no object is replaced, not merged with.
update job_runs set progress = '[1]' where id = pg_temp.run(2);
select update_job_progress(pg_temp.run(2), '{"a": 1}');
select progress from job_runs where id = pg_temp.run(2);
-- Artifacts.
select save_job_artifact(pg_temp.run(1), 'log', '"lines"') is not null as saved, save_job_artifact(pg_temp.run(1), 'empty', null) is not null as empty;
select save_job_artifact(pg_temp.run(1), ' ', '{}');
\echo :LAST_ERROR_SQLSTATE
select save_job_artifact(pg_temp.run(1), null, '{}');
select save_job_artifact(null, 'result', '{}');
select save_job_artifact(pg_temp.id(99), 'result', '{}');
\echo :LAST_ERROR_SQLSTATE
-- Completion: artifacts of any type, once.
select complete_job_run(pg_temp.run(1), '[1]');
\echo :LAST_ERROR_SQLSTATE
select complete_job_run(pg_temp.run(1), '{"": 1}');
select complete_job_run(null);
select complete_job_run(pg_temp.id(99));
\echo :LAST_ERROR_SQLSTATE
select complete_job_run(pg_temp.run(1), '{"result": {"n": 1.10}, "report": null}'), complete_job_run(pg_temp.run(2), 'null'), complete_job_run(pg_temp.run(3));
select complete_job_run(pg_temp.run(1), '{"result": "late"}'), update_job_progress(pg_temp.run(1), '{"late": true}'), fail_job_run(pg_temp.run(1), 'late');
select right(run.job_id::text, 2) as job, artifact_type, data from job_artifacts as artifact join job_runs as run on run.id = artifact.run_id order by 1, 2;
select * from pg_temp.runs;
select * from pg_temp.waits;
-- What is known is added to later.
select save_job_artifact(pg_temp.run(2), 'report', '{}') is not null as saved;
rollback;
