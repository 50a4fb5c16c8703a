-- Stages that get no worker: in the summary of a cycle, as an event, for the doctor.
update cron.job set active = false where jobname = 'planperfect-content-queue-dispatcher';
\i sql/content.psql
reset role;
create schema net;
create table net._http_response (id bigint, status_code integer, error_msg text, timed_out boolean);
create sequence net.ids;
create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds integer default 5000)
returns bigint language sql begin atomic select nextval('net.ids'); end;
select count(*) from dragonfly.install();
grant usage on schema net to dragonfly_owner, service_role;
grant select on net._http_response to dragonfly_owner;
grant usage on sequence net.ids to dragonfly_owner;
grant insert, truncate on net._http_response to service_role;
create view pg_temp.noted as select stage, message, metadata -> 'times' as times, metadata -> 'endpoint' as endpoint
from content_job_events where status = 'error' order by id;
grant select on pg_temp.noted to service_role;
set role service_role;
delete from content_job_stages;
update content_stage_config set worker_endpoint = 'https://user:s3cret@workers.example/' || stage || '?key=s3cret', max_concurrency = 1;
-- Nothing ready, no problem. A stage without a row.
select dispatch_content_queue() -> 'errors' as errors;
insert into content_job_stages (job_id, stage, status) values (:a, 'images', 'queued'), (:a, 'draft', 'queued'), (:a, 'qa', 'queued');
update content_stage_config set enabled = false where stage = 'qa';
select dispatch_content_queue() - 'duration_ms' as summary;
select * from pg_temp.noted;
-- The same again is counted, once a cycle.
select stage, problem, endpoint from get_content_stage_problems();
select count(*) from pg_temp.noted;
-- An endpoint that fails. What its worker answered is seen in the next cycle.
insert into net._http_response values (1, 500, null, null);
select dispatch_content_queue() - 'duration_ms' as summary;
select status, detail from dragonfly.doctor() where check_name = 'content stages';
insert into net._http_response values (2, null, 'Couldn''t connect to server', false);
select stage, error from jsonb_to_recordset(dispatch_content_queue() -> 'errors') as errors (stage text, error text);
select * from pg_temp.noted;
rollback;
update cron.job set active = true where jobname = 'planperfect-content-queue-dispatcher';
-- What was noted in one transaction is counted in the next, and over with the next call.
\i sql/content.psql
reset role;
delete from content_job_stages;
delete from content_job_events;
insert into content_job_stages (job_id, stage, status, available_at) values (:a, 'draft', 'queued', now() - interval '1 hour');
insert into content_job_events (stage, status, message, metadata, created_at)
values ('draft', 'error', 'the worker answers 500: http://x', '{"source": "dispatcher", "times": 7, "last_at": "2020-01-01T00:00:00.000000Z"}', now() - interval '50 minutes');
select dragonfly.note_stage_errors('[{"stage": "draft", "error": "the worker answers 500: http://x"}]');
select dragonfly.note_stage_errors('[{"stage": "draft", "error": "the worker answers 500: http://x"}]');
select metadata -> 'times' as times from content_job_events;
select stage, problem from get_content_stage_problems();
update content_job_events set created_at = now() - interval '61 minutes';
select dragonfly.note_stage_errors('[{"stage": "draft", "error": "the worker answers 500: http://x"}]');
select count(*) as one_an_hour from content_job_events;
insert into content_job_events (stage, status, message, created_at) values ('draft', 'dispatched', 'Worker called', now() + interval '1 second');
select stage, problem from get_content_stage_problems();
-- Workers were called and none began.
update content_job_events set created_at = now() - interval '6 minutes' where status = 'dispatched';
delete from content_job_events where status = 'error';
select stage, problem from get_content_stage_problems();
savepoint idle;
update content_stage_config set max_concurrency = 0 where stage = 'draft';
select stage, problem from get_content_stage_problems();
rollback to idle;
insert into content_job_stages (job_id, stage, status) values (:b, 'draft', 'processing');
select stage, problem from get_content_stage_problems();
rollback to idle;
insert into content_job_events (job_id, stage, status) values (:b, 'draft', 'completed');
select stage, problem from get_content_stage_problems();
rollback to idle;
update content_job_stages set available_at = now();
select stage, problem from get_content_stage_problems();
rollback;
