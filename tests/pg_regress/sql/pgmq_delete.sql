-- Removes a message of any queue, by either spelling; false when it was not there.
\set ON_ERROR_ROLLBACK on
begin;
select pgmq.create('own');
select pgmq.create('q_odd');
set role service_role;
select queue_job('a', 'enrich') as a, queue_job('b', 'enrich') as b \gset
select pgmq_delete('enrich', :a) as removed;
select pgmq_delete('enrich', :a) as again;
select pgmq_delete('q_enrich', :b) as by_table_name;
select pgmq_delete('outreach', :a) as of_another_queue;
select pgmq_delete(queue_name => 'enrich', msg_id => -1) as never_there;
select pgmq_delete('enrich', 9223372036854775807) as never_there;
reset role;
select (select count(*) from pgmq.q_enrich) as left, (select count(*) from pgmq.a_enrich) as archived;
-- An exact name wins over the contract's spelling.
select pgmq_delete('odd', 1);
\echo :LAST_ERROR_SQLSTATE
-- A queue that an application made answers once its table is granted to dragonfly_owner.
select pgmq_delete('own', 1);
\echo :LAST_ERROR_SQLSTATE
grant select, delete on pgmq.q_own, pgmq.q_q_odd to dragonfly_owner;
select pgmq.send('own', '{}') as own, pgmq.send('q_odd', '{}') as odd \gset
select pgmq_delete('own', :own) as removed, pgmq_delete('q_own', :own) as again;
select pgmq_delete('q_odd', :odd) as removed;
select pgmq_delete(null, 1);
\echo :LAST_ERROR_SQLSTATE
select pgmq_delete(' ', 1);
\echo :LAST_ERROR_SQLSTATE
select pgmq_delete('enrich', null);
\echo :LAST_ERROR_SQLSTATE
select pgmq_delete(queue_name => null, msg_id => null);
\echo :LAST_ERROR_SQLSTATE
rollback;
