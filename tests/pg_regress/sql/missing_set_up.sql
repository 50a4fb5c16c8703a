-- A missing table is 55000 with the statement that brings it back, in a new session and in one with kept plans.
\set ON_ERROR_ROLLBACK on
set client_min_messages to warning;
begin;
create function pg_temp.outcome(call text) returns table (code text, message text, detail text, hint text) language plpgsql as $$
begin
    code := '00000';
    execute call;
    return next;
exception when others then
    get stacked diagnostics code = returned_sqlstate, message = message_text, detail = pg_exception_detail, hint = pg_exception_hint;
    return next;
end $$;
create temp table calls (place serial, call text);
insert into calls (call) values
($$select queue_job('{"kind": "enrich", "idempotency_key": "k"}')$$), ($$select queue_job('k', 'enrich')$$), ($$select queue_jobs('[{"kind": "enrich", "idempotency_key": "k"}]')$$),
($$select queue_job_status('enrich', 'k')$$), ($$select dequeue_job('enrich')$$), ($$select dequeue_jobs('enrich', 10, 30)$$),
($$select pgmq_delete('enrich', 1)$$), ($$select pgmq_delete_many('enrich', '{1}')$$), ($$select dragonfly.purge_idempotency_keys()$$);
create view pg_temp.outcomes as select call, outcome.* from calls, lateral pg_temp.outcome(call) order by place;
savepoint complete;
-- In a new session, nothing was prepared yet.
drop table pgmq.q_enrich;
select * from pg_temp.outcomes;
select queue_job('k', 'outreach') > 0 as other_queues_work;
rollback to complete;
select call, code from pg_temp.outcomes;
-- Now every statement is kept.
savepoint prepared;
drop table pgmq.q_enrich;
select * from pg_temp.outcomes;
select count(*) > 0 as repaired from dragonfly.install();
select call, code from pg_temp.outcomes;
rollback to prepared;
drop table dragonfly.idempotency_keys;
select * from pg_temp.outcomes;
select count(*) > 0 as repaired from dragonfly.install();
select call, code from pg_temp.outcomes;
rollback to prepared;
drop table pgmq.a_enrich;
select * from pg_temp.outcomes where code <> '00000';
rollback to prepared;
-- The error as psql shows it.
drop table pgmq.q_enrich;
select queue_job('k', 'enrich');
\echo :LAST_ERROR_SQLSTATE
rollback;
