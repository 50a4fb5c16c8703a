-- The form with one unnamed json argument, for names that begin with _ or p_.
\set ON_ERROR_ROLLBACK on
begin;
insert into plaintiffs (id, name) values ('00000000-0000-0000-0000-00000000000a', 'Ann');
insert into plaintiff_tasks (id, plaintiff_id, kind) values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000a', 'call');
set role anon;
select log_call_outcome('{"_plaintiff_id": "00000000-0000-0000-0000-00000000000a", "_task_id": "00000000-0000-0000-0000-000000000001",
    "_outcome": "reached", "_interest": "hot", "_notes": null, "_follow_up_at": "2031-01-31T09:00:00"}') - array['call_attempt_id', 'created_follow_up_task_id'] as underscore;
select log_call_outcome('{"p_plaintiff_id": "00000000-0000-0000-0000-00000000000a", "p_task_id": "00000000-0000-0000-0000-000000000001", "p_outcome": "no_answer"}') - 'call_attempt_id' as p;
select log_call_outcome('{"plaintiff_id": "00000000-0000-0000-0000-00000000000a", "task_id": "00000000-0000-0000-0000-000000000001", "outcome": "no_answer"}') ->> 'status' as plain;
-- Refused.
select log_call_outcome('{"_plaintiff_id": "00000000-0000-0000-0000-00000000000a", "_task_id": "00000000-0000-0000-0000-000000000001", "_outcome": "reached", "_followup_at": "2031-01-31"}');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('{"_plaintiff_id": "00000000-0000-0000-0000-00000000000a", "p_plaintiff_id": "00000000-0000-0000-0000-00000000000a"}');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('{"_plaintiff_id": "Ann"}');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('{"_plaintiff_id": "00000000-0000-0000-0000-00000000000a", "_task_id": "00000000-0000-0000-0000-000000000001", "_outcome": {}}');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('{"_plaintiff_id": "00000000-0000-0000-0000-00000000000a", "_task_id": "00000000-0000-0000-0000-000000000001", "_outcome": "reached", "_follow_up_at": "soon"}');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome(json_build_object('_plaintiff_id', '00000000-0000-0000-0000-00000000000a', '_task_id', '00000000-0000-0000-0000-000000000001', '_outcome', 'reached', '_notes', repeat('x', 100001)));
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('{}');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('[]');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome(null);
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome('{"_notes": "\ud800"}');
\echo :LAST_ERROR_SQLSTATE
select log_call_outcome((repeat('[', 200) || repeat(']', 200))::json);
\echo :LAST_ERROR_SQLSTATE
reset role;
select count(*) as attempts from plaintiff_call_attempts;
rollback;
