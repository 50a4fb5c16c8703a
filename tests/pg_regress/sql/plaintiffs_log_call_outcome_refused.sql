-- What is refused, and that nothing is written then.
\set ON_ERROR_ROLLBACK on
begin;
insert into plaintiffs (id, name) values ('00000000-0000-0000-0000-00000000000a', 'Ann'), ('00000000-0000-0000-0000-00000000000b', 'Bob');
insert into plaintiff_tasks (id, plaintiff_id, kind) values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000a', 'call');
set role anon;
select log_call_outcome(null, '00000000-0000-0000-0000-000000000001', 'reached');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('00000000-0000-0000-0000-00000000000a', null, 'reached');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', ' ');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', 'reached', follow_up_at => 'infinity');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-000000000001', 'reached');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000002', 'reached');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000001', 'reached');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('00000000-0000-0000-0000-00000000000a', 'nonsense', 'reached');
\echo :LAST_ERROR_SQLSTATE
-- Texts are bounded: anybody may send them.
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', repeat('x', 201));
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', 'reached', repeat('x', 201));
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', 'reached', null, repeat('x', 100001));
\echo :LAST_ERROR_SQLSTATE
reset role;
select (select count(*) from plaintiff_call_attempts) as attempts, (select count(*) from plaintiff_status_history) as history, status, updated_at = now() as untouched from plaintiff_tasks;
-- What just fits is kept whole, counted in characters.
set role anon;
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', repeat('ä', 200), repeat('ä', 200), repeat('ä', 100000)) ->> 'status' as fits;
reset role;
select char_length(outcome) as outcome, char_length(interest_level) as interest, char_length(notes) as notes from plaintiff_call_attempts;
rollback;
-- Only READ COMMITTED: elsewhere a lock wait would be 40001, which PostgREST repeats without end.
begin isolation level repeatable read;
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', 'reached');
\echo :LAST_ERROR_SQLSTATE
rollback;
begin isolation level serializable;
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', 'reached');
\echo :LAST_ERROR_SQLSTATE
rollback;
