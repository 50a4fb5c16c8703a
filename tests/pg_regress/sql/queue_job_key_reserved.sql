-- Keys of jobs that the system queues are for operators, and the mark of messages without a key is for nobody.
\set ON_ERROR_ROLLBACK on
begin;
set role anon;
select queue_job('simplicity:enrich:1', 'enrich');
\echo :LAST_ERROR_SQLSTATE
select queue_job('{"kind": "enforce", "idempotency_key": "case_copilot:1"}');
\echo :LAST_ERROR_SQLSTATE
select queue_job('msg:1', 'outreach', '{}', 60);
\echo :LAST_ERROR_SQLSTATE
select queue_job('Simplicity:enrich:1', 'enrich') is not null as another_case, queue_job(' msg:1', 'enrich') is not null as a_blank_before;
select queue_job(E'\x01msg:1', 'enrich');
\echo :LAST_ERROR_SQLSTATE
set role service_role;
select queue_job('simplicity:enrich:1', 'enrich') is not null as simplicity, queue_job('case_copilot:1', 'enrich') is not null as case_copilot, queue_job('msg:1', 'enrich') is not null as msg;
select queue_jobs('[{"kind": "enrich", "idempotency_key": "\u0001x"}]');
\echo :LAST_ERROR_SQLSTATE
rollback;
