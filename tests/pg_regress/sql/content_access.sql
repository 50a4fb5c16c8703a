-- Nobody but service_role sees a row or calls what writes; the backlog is everybody's.
\set ON_ERROR_ROLLBACK on
begin;
select role, string_agg(name, ' ' order by name) as can_read
from unnest(array['anon', 'authenticated', 'enforcement_operator', 'service_role']) as role,
     unnest(array['content_jobs', 'content_job_stages', 'content_job_events', 'content_payloads', 'content_assets', 'content_dead_letters', 'content_job_metrics', 'content_stage_config', 'v_content_job_status']) as name
where has_any_column_privilege(role, 'public.' || name, 'select') group by role;
set role anon;
select count(*) from get_content_stage_backlog();
select * from content_jobs;
\echo :LAST_ERROR_SQLSTATE
select create_content_job('article');
\echo :LAST_ERROR_SQLSTATE
select dispatch_content_queue();
\echo :LAST_ERROR_SQLSTATE
set role authenticated;
select count(*) from get_content_stage_backlog();
select * from v_content_job_status;
\echo :LAST_ERROR_SQLSTATE
set role enforcement_operator;
select count(*) from get_content_stage_backlog();
select reclaim_stalled_stages();
\echo :LAST_ERROR_SQLSTATE
set role service_role;
-- The playbooks of the contract.
select stage, queue, max_concurrency, trigger_batch_size, enabled, worker_endpoint from content_stage_config order by stage;
update content_stage_config
set max_concurrency = 10
where stage = 'research';
select max_concurrency, last_updated_at = now() as touched from content_stage_config where stage = 'research';
update content_stage_config set max_concurrency = -1;
\echo :LAST_ERROR_SQLSTATE
update content_stage_config set trigger_batch_size = 0;
\echo :LAST_ERROR_SQLSTATE
insert into content_jobs (job_type, status) values ('x', 'nonsense');
\echo :LAST_ERROR_SQLSTATE
insert into content_jobs (job_type) values ('over REST') returning status, stage;
select status, stage from content_job_stages;
rollback;
