-- An application's queue under the table's name stays the real one; the plain name becomes the views.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
reset role;
drop view pg_temp.queued;
create function pg_temp.relations() returns table (name text, kind "char") language sql
begin atomic
    select relname::text, relkind from pg_class where relnamespace = 'pgmq'::regnamespace and relname like '%ingest_raw%' and relkind in ('r', 'v', 'S') order by relname;
end;
drop view pgmq.q_q_ingest_raw, pgmq.a_q_ingest_raw, pgmq.q_q_ingest_raw_msg_id_seq;
select pgmq.drop_queue('ingest_raw');
select * from pg_temp.relations();
select pgmq.create('q_ingest_raw') is not null as made;
select pgmq.send('q_ingest_raw', pg_temp.envelope('before'));
select action, object from dragonfly.install() where object like '%ingest_raw%';
select * from pg_temp.relations();
select action, object from dragonfly.install();
select check_name, status, detail from dragonfly.doctor() where detail like '%ingest_raw%';
set role service_role;
select workers.enqueue('ingest_raw', pg_temp.envelope('a')), workers.enqueue('q_ingest_raw', pg_temp.envelope('a'));
select msg_id, attempt from workers.poll('ingest_raw', pg_temp.worker());
select workers.succeed('q_ingest_raw', 1, pg_temp.worker()), workers.fail('ingest_raw', 2, pg_temp.worker(), 'no', false);
select queue_name, total_processed, total_failed, depth, in_flight, dead_letters from workers.v_queue_metrics where queue_name like '%ingest_raw';
select original_queue, action, new_msg_id from workers.replay_dead_letters();
select msg_id from pgmq.read('ingest_raw', 30, 1);
select pgmq.send('ingest_raw', '{}'), pgmq.send('q_ingest_raw', '{}');
select queue_name, queue_length from pgmq.metrics('ingest_raw') union all select queue_name, queue_length from pgmq.metrics('q_ingest_raw');
select count(*) from pgmq.metrics_all() where queue_name = 'q_ingest_raw';
select pgmq_delete('ingest_raw', 4), pgmq_delete('q_ingest_raw', 5);
select dragonfly.waiting('ingest_raw') is not null as waits, dragonfly.working('q_ingest_raw') is not null as works;
-- Both: nothing is done about it but to say so.
reset role;
drop view pgmq.q_ingest_raw, pgmq.a_ingest_raw, pgmq.q_ingest_raw_msg_id_seq;
select pgmq.create('ingest_raw') is not null as made;
select action, object from dragonfly.install() where object like '%ingest_raw%';
select * from pg_temp.relations();
select queue_name, depth from workers.v_queue_metrics where queue_name like '%ingest_raw';
rollback;
