-- A dispatch cycle: the plan, the requests to pg_net, errors that stay where they are, one cycle at a time.
-- Not beside the scheduled cycle.
update cron.job set active = false where jobname = 'planperfect-content-queue-dispatcher';
\i sql/content.psql
reset role;
-- pg_net is not to be had here: a stand-in with the signature of its http_post.
create schema net;
create table net.requests (id bigint generated always as identity (start with 7), url text, body jsonb, params jsonb, headers jsonb, timeout integer);
create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{"Content-Type": "application/json"}', timeout_milliseconds integer default 5000)
returns bigint language plpgsql security definer as $$
declare made bigint;
begin
    if url like '%refused%' then raise exception 'no route for %', headers ->> 'Authorization'; end if;
    insert into net.requests (url, body, params, headers, timeout) values (url, body, params, headers, timeout_milliseconds) returning id into made;
    return made;
end $$;
revoke all on function net.http_post from public;
-- Our owner may not use it yet; install() sees to that.
set role service_role;
select trigger_content_worker('http://localhost/worker', 'qa', 'content');
\echo :LAST_ERROR_SQLSTATE
reset role;
select * from dragonfly.install() where object like '%net%';
set role service_role;
select trigger_content_worker('http://localhost/worker?secret=1', 'qa', 'content', '{"n": 1}');
set app.settings.edge_function_service_role_key to 'top-secret';
select jsonb_typeof(trigger_content_worker('https://user:pass@localhost/worker', 'qa', 'content', null, null));
select trigger_content_worker('https://localhost/worker', 'qa', 'content', '{}', '{"X-Own": "1"}');
reset role;
select url, body, params, headers, timeout from net.requests order by id;
select id, job_id, stage, status, metadata from content_job_events order by id;
truncate net.requests;
delete from content_job_events;
-- Refused.
set role service_role;
select trigger_content_worker('ftp://localhost', 'qa', 'content');
\echo :LAST_ERROR_SQLSTATE
select trigger_content_worker('http://localhost', null, 'content');
\echo :LAST_ERROR_SQLSTATE
select trigger_content_worker('http://localhost', 'qa', 'content', '[]');
\echo :LAST_ERROR_SQLSTATE
select trigger_content_worker('http://localhost', 'qa', 'content', null, '"x"');
\echo :LAST_ERROR_SQLSTATE
-- A cycle without anything to do.
select dispatch_content_queue() - 'duration_ms' as idle, jsonb_typeof(dispatch_content_queue() -> 'duration_ms') as duration;
-- Three ready for research, two for the outline, one that cannot be called.
delete from content_job_stages;
insert into content_job_stages (job_id, stage, status) values (:a, 'research', 'queued'), (:b, 'research', 'queued'), (:a, 'outline', 'queued'), (:b, 'outline', 'queued'), (:a, 'draft', 'queued'), (:a, 'qa', 'queued'), (:a, 'export', 'queued');
insert into content_job_stages (job_id, stage, status, last_dequeued_at) values (:b, 'export', 'processing', now());
update content_stage_config set trigger_batch_size = 5 where stage in ('research', 'outline');
update content_stage_config set worker_endpoint = 'http://refused' where stage = 'draft';
update content_stage_config set enabled = false where stage = 'qa';
update content_stage_config set max_concurrency = 1 where stage = 'export';
select dispatch_content_queue('cron') - 'duration_ms' as summary;
reset role;
select url, body, headers from net.requests order by id;
select stage, status, metadata - array['request_id', 'last_at'] as metadata from content_job_events order by id;
select count(*) as key_seen from content_job_events where content_job_events::text like '%top-secret%';
truncate net.requests;
-- Overrides in the setting win, and start nothing that the table disables.
set dragonfly_queue.content_stage_max_concurrency to 'research=1,outline=0,draft=-1,qa=9,export=2x';
set role service_role;
select dispatch_content_queue() - 'duration_ms' as summary;
select dispatch_content_queue(repeat('x', 101));
\echo :LAST_ERROR_SQLSTATE
reset role;
reset dragonfly_queue.content_stage_max_concurrency;
-- Nothing enabled.
update content_stage_config set enabled = false;
select dispatch_content_queue(null) - 'duration_ms' as summary;
-- Without pg_net: an error per stage, and a clear one from the function itself.
update content_stage_config set enabled = true where stage in ('research', 'outline');
drop schema net cascade;
set role service_role;
select dispatch_content_queue() - 'duration_ms' as summary;
select trigger_content_worker('http://localhost', 'qa', 'content');
\echo :LAST_ERROR_SQLSTATE
rollback;
update cron.job set active = true where jobname = 'planperfect-content-queue-dispatcher';
