-- The first payload and time stand; every repetition returns the first id, until the key is purged.
begin;
set role anon;
select queue_job('k', 'enrich', '{"first": true}') as id \gset
select queue_job('k', 'enrich', '{"first": false}') = :id as again;
select queue_job('k', 'enrich', '{}', delay_seconds => 3600) = :id as later;
-- What is wrong is refused, known key or not.
\set ON_ERROR_ROLLBACK on
select queue_job('k', 'enrich', '[]');
\echo :LAST_ERROR_SQLSTATE
reset role;
select message -> 'payload' as payload, vt = now() as visible_now from pgmq.q_enrich;
-- Also when the message is done: deleted or in the archive.
select pgmq.archive('enrich', :id);
set role anon;
select queue_job('k', 'enrich') = :id as after_archive;
reset role;
delete from pgmq.a_enrich;
set role anon;
select queue_job('k', 'enrich') = :id as after_delete;
reset role;
select count(*) from pgmq.q_enrich;
delete from dragonfly.idempotency_keys;
set role anon;
select queue_job('k', 'enrich') > :id as after_purge;
rollback;
