-- Removes messages and answers with the ids that were there.
\set ON_ERROR_ROLLBACK on
begin;
set role service_role;
select queue_job('a', 'enrich') as a, queue_job('b', 'enrich') as b, queue_job('c', 'enrich') as c \gset
select count(*), bool_and(id in (:a, :b)) as those from pgmq_delete_many('enrich', array[:a, :b, :b, -1, null]) as id;
select count(*) from pgmq_delete_many('enrich', array[:a, :b]);
select count(*) from pgmq_delete_many(queue_name => 'q_enrich', msg_ids => array[:c]);
select count(*) from pgmq_delete_many('enrich', '{}');
select count(*) from pgmq_delete_many('enrich', '{null}');
select count(*) from pgmq_delete_many('enrich', array[]::bigint[]);
select pgmq_delete_many('enrich', null);
\echo :LAST_ERROR_SQLSTATE
select pgmq_delete_many(null, '{1}');
\echo :LAST_ERROR_SQLSTATE
select pgmq_delete_many('', '{1}');
\echo :LAST_ERROR_SQLSTATE
select count(*) from pgmq.q_enrich;
rollback;
