-- A misspelt queue is an answer to the caller; a queue of ours that is gone is a matter of the set-up.
\set ON_ERROR_ROLLBACK on
begin;
set role service_role;
select * from dequeue_stage('nowhere');
\echo :LAST_ERROR_SQLSTATE
select * from dequeue_stage_batch(repeat('n', 300));
\echo :LAST_ERROR_SQLSTATE
select archive_message('nowhere', 1);
\echo :LAST_ERROR_SQLSTATE
select get_queue_depth('nowhere');
select * from workers.poll('nowhere', gen_random_uuid());
\echo :LAST_ERROR_SQLSTATE
reset role;
select pgmq.drop_queue('schema');
set role service_role;
select * from dequeue_stage('schema');
\echo :LAST_ERROR_SQLSTATE
rollback;
