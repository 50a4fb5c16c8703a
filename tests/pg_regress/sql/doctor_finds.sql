-- What somebody broke is found, with what to do.
begin;
create view pg_temp.problems as select check_name, status, detail, hint from dragonfly.doctor()
where status <> 'ok' and check_name not in ('pg_cron', 'cron jobs', 'pg_net');
savepoint sound;
drop table pgmq.q_enrich;
select * from pg_temp.problems;
rollback to sound;
drop table dragonfly.idempotency_keys;
select * from pg_temp.problems;
rollback to sound;
grant select on pgmq.q_outreach to anon;
select * from pg_temp.problems;
rollback to sound;
grant execute on function dequeue_job(text) to public;
select * from pg_temp.problems;
rollback to sound;
revoke execute on function queue_job(jsonb) from anon;
select * from pg_temp.problems;
rollback to sound;
alter table pgmq.q_enforce no force row level security;
select * from pg_temp.problems;
rollback to sound;
alter role dragonfly_owner superuser;
select * from pg_temp.problems;
rollback to sound;
alter function pgmq_delete(text, bigint) owner to dragonfly_owner;
select * from pg_temp.problems;
rollback to sound;
alter function pgmq_delete(text, bigint) security definer;
select * from pg_temp.problems;
rollback to sound;
alter function pgmq_delete(text, bigint) reset all;
select * from pg_temp.problems;
rollback to sound;
create or replace function dragonfly.wake_job_workers(job_id uuid) returns void language sql begin atomic end;
select * from pg_temp.problems;
rollback to sound;
alter extension dragonfly_queue drop function dequeue_job(text);
drop function dequeue_job(text);
create function dequeue_job(kind text) returns jsonb language sql begin atomic select null::jsonb; end;
alter extension dragonfly_queue add function dequeue_job(text);
select check_name, status, detail from pg_temp.problems where check_name in ('functions', 'dequeue_job');
rollback to sound;
create unique index one_case_ever on enforcement_cases (judgment_id);
create unique index one_case_open on enforcement_cases (judgment_id) where closed_at is null;
select * from pg_temp.problems;
rollback to sound;
select count(*) from queue_jobs((select jsonb_agg(jsonb_build_object('kind', 'enforce', 'idempotency_key', place)) from generate_series(1, 1001) as place));
update pgmq.q_enforce set enqueued_at = now() - interval '1 hour', vt = now() - interval '1 hour';
select * from pg_temp.problems;
rollback to sound;
insert into dragonfly.idempotency_keys values ('outreach', 'old', -1, now() - interval '9 days');
select * from pg_temp.problems;
rollback to sound;
-- Workers that say nothing, and jobs that nobody could do; a worker that stopped is no concern.
insert into workers.heartbeats (worker_id, queue_name, hostname, status, last_heartbeat_at)
values ('5a1e0000-0000-4000-8000-000000000001', 'q_ingest_raw', 'one', 'healthy', now() - interval '10 minutes'),
       ('5a1e0000-0000-4000-8000-000000000002', 'ingest_raw', 'two', 'stopped', now() - interval '1 day');
insert into workers.dead_letter_log (original_queue, error_message, resolved_at)
values ('q_ingest_raw', 'broken', null), ('q_ingest_raw', 'broken', null), ('enrich', 'broken', now());
select * from pg_temp.problems;
rollback to sound;
-- Queues of workers and of content are looked at, too; old dead letters are not called old messages.
select count(*) from unnest(array['ingest_raw', 'content', 'dead_letter']) as queue, pgmq.send(queue, '{}');
update pgmq.q_ingest_raw set vt = now() - interval '1 hour';
update pgmq.q_content set vt = now() - interval '1 hour';
update pgmq.q_dead_letter set vt = now() - interval '1 hour';
select * from pg_temp.problems;
rollback to sound;
-- Without their objects the checks are silent and say what is missing.
drop view workers.v_worker_health, workers.v_queue_metrics;
drop table workers.heartbeats, workers.dead_letter_log;
select check_name, status, left(detail, 80) as detail from pg_temp.problems where status = 'fail';
select check_name, status from dragonfly.doctor() where check_name in ('stale workers', 'dead letters');
rollback to sound;
-- Something that stands for pg_net, first out of reach and then within.
create schema net;
create function net.http_post(text, jsonb, jsonb, jsonb, integer) returns bigint language sql as 'select 1::bigint';
select status, detail from dragonfly.doctor() where check_name = 'pg_net';
grant usage on schema net to dragonfly_owner;
select status, detail from dragonfly.doctor() where check_name = 'pg_net';
rollback to sound;
revoke service_role from authenticator;
select * from pg_temp.problems;
rollback to sound;
set dragonfly_queue.authenticator = 'nobody-knows';
select * from pg_temp.problems;
reset dragonfly_queue.authenticator;
rollback to sound;
select * from pg_temp.problems;
rollback;
