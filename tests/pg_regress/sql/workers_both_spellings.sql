-- Both spellings of every worker queue, through pgmq as well.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select relname, relkind, relowner::regrole as owner, reloptions from pg_class where relnamespace = 'pgmq'::regnamespace and relkind = 'v' order by 1;
select pgmq.send('q_ingest_raw', '{"n": 1}'), pgmq.send('ingest_raw', '{"n": 2}'), pgmq.send('q_ingest_raw', '{"n": 3}', 60);
select pgmq.send_batch('q_ingest_raw', array['{"n": 4}', '{"n": 5}']::jsonb[]);
select msg_id, read_ct, message from pgmq.read('q_ingest_raw', 30, 2);
select msg_id, read_ct, message from pgmq.read('ingest_raw', 30, 1);
select msg_id, read_ct from pgmq.set_vt('q_ingest_raw', 1, 0);
select msg_id, read_ct, message from pgmq.pop('q_ingest_raw');
select pgmq.archive('q_ingest_raw', 2), pgmq.delete('q_ingest_raw', 4);
select pgmq.delete('q_ingest_raw', array[5, 99]);
select queue_name, queue_length, total_messages from pgmq.metrics('q_ingest_raw') union all select queue_name, queue_length, total_messages from pgmq.metrics('ingest_raw');
select count(*) from pgmq.metrics_all();
select queue_name from pgmq.list_queues() where queue_name like 'q\_%';
select msg_id, message from pgmq.q_ingest_raw order by 1;
select msg_id, message from pgmq.a_q_ingest_raw order by 1;
select pgmq_delete('q_ingest_raw', 3);
-- Those who may not use the queue may not use it under its other name.
set role anon;
select * from pgmq.q_q_ingest_raw;
set role authenticated;
select * from pgmq.a_q_ingest_raw;
-- pgmq's upgrade scripts alter every table that pgmq.meta names, views would be in their way.
reset role;
do $$
declare
    queue record;
begin
    for queue in select queue_name from pgmq.meta loop
        execute format('alter table pgmq.%I add column later text', 'q_' || queue.queue_name);
        execute format('alter table pgmq.%I add column later text', 'a_' || queue.queue_name);
    end loop;
end $$;
-- Then install() renews the views.
select action, object from dragonfly.install() where object like '%ingest_raw';
select attname from pg_attribute where attrelid = 'pgmq.q_q_ingest_raw'::regclass and attnum > 0 order by attnum;
set role service_role;
select pgmq.send('q_ingest_raw', '{"n": 6}');
select pgmq.archive('q_ingest_raw', 6);
rollback;
