-- Who writes to a table directly meets the same bound in a check of the column.
\set ON_ERROR_ROLLBACK on
begin;
select conrelid::regclass as of_table, conname from pg_constraint where conname like '%\_numbers\_check' order by 2;
set role service_role;
insert into jobs (type, payload) values ('tech_rfp_report', '{"package_id": "p", "n": [{"m": 1e1000}]}');
\echo :LAST_ERROR_SQLSTATE
insert into jobs (type, payload) values ('tech_rfp_report', '{"package_id": "p", "n": [{"m": -1e1000}]}');
\echo :LAST_ERROR_SQLSTATE
insert into jobs (type, payload) values ('tech_rfp_report', '{"package_id": "p", "n": [{"m": 1e-1001}]}');
\echo :LAST_ERROR_SQLSTATE
insert into jobs (type, payload) values ('tech_rfp_report', '{"package_id": "p", "n": [{"m": 9e999, "o": 1e-999, "p": 0, "q": "1e1000"}]}');
update jobs set payload = payload || '{"n": 1e1000}';
\echo :LAST_ERROR_SQLSTATE
select create_content_job('article') as content \gset
insert into content_payloads (job_id, stage, data) values (:'content', 'research', '1e1000');
\echo :LAST_ERROR_SQLSTATE
insert into content_job_events (job_id, metadata) values (:'content', '[1e1000]');
\echo :LAST_ERROR_SQLSTATE
insert into import_runs (import_kind, source_system) values ('simplicity', 'simplicity') returning id as run \gset
insert into raw_simplicity_imports (import_run_id, raw_data) values (:'run', '{"a": 1e1000}');
\echo :LAST_ERROR_SQLSTATE
select run_id as job_run from claim_jobs() \gset
update job_runs set progress = '{"a": 1e1000}';
\echo :LAST_ERROR_SQLSTATE
insert into job_artifacts (run_id, artifact_type, data) values (:'job_run', 'result', '1e1000');
\echo :LAST_ERROR_SQLSTATE
rollback;
