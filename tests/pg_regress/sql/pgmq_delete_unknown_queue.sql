-- PT404, which PostgREST answers as 404; a name is a name and never SQL.
\set ON_ERROR_ROLLBACK on
begin;
set role service_role;
select pgmq_delete('nowhere', 1);
\echo :LAST_ERROR_SQLSTATE
select pgmq_delete('q_nowhere', 1);
\echo :LAST_ERROR_SQLSTATE
select pgmq_delete('Enrich', 1);
\echo :LAST_ERROR_SQLSTATE
select pgmq_delete('enrich; drop table pgmq.q_enrich', 1);
\echo :LAST_ERROR_SQLSTATE
select pgmq_delete('a_enrich', 1);
\echo :LAST_ERROR_SQLSTATE
select pgmq_delete_many('nowhere', '{1}');
\echo :LAST_ERROR_SQLSTATE
select pgmq_delete_many(queue_name => '"enrich"', msg_ids => '{1}');
\echo :LAST_ERROR_SQLSTATE
-- The code is that of one error only.
select 1 / 0;
\echo :LAST_ERROR_SQLSTATE
select queue_job('{}');
\echo :LAST_ERROR_SQLSTATE
-- An unknown queue is known to a PL/pgSQL caller by the same code.
do $$
begin
    perform pgmq_delete('nowhere', 1);
exception when sqlstate 'PT404' then
    raise info 'caught %: %', sqlstate, sqlerrm;
end $$;
rollback;
