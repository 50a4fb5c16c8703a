-- pgmq's own functions work beside ours, for a service_role that has no BYPASSRLS.
begin;
select rolbypassrls, rolsuper from pg_roles where rolname = 'service_role';
set role service_role;
select pgmq.send('enrich', '{"n": 1.10}') as a, pgmq.send('enrich', '{"n": 2}', 60) as b \gset
select pgmq.send_batch('enrich', array['{"n": 3}', '{"n": 4}']::jsonb[]) > 0 as sent;
select message, read_ct from pgmq.read('enrich', 30, 1);
select count(*) from pgmq.set_vt('enrich', :a, 0);
select message, read_ct from pgmq.pop('enrich');
select pgmq.archive('enrich', :b);
select message from pgmq.a_enrich;
select msg_id as c from pgmq.read('enrich', 30, 1) \gset
select pgmq.delete('enrich', :c);
select queue_name, queue_length, total_messages >= 4 as counted from pgmq.metrics('enrich');
select queue_name, queue_length from pgmq.metrics_all() order by queue_name;
select queue_name from pgmq.list_queues() order by queue_name;
-- What pgmq sends, ours take, and the other way round.
select dequeue_job('enrich') -> 'body' as body;
select queue_job('k', 'enrich') > 0 as sent;
select message ->> 'idempotency_key' as key from pgmq.read('enrich', 30, 10);
select pgmq.delete('enrich', array_agg(msg_id)) > 0 as deleted from pgmq.q_enrich;
select queue_job_status('enrich', 'k') ->> 'state' as state;
rollback;
