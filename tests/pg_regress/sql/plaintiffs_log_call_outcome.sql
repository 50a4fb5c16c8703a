-- A call: attempt, closed task, status history, follow-up; by place with untyped literals and by name.
\set ON_ERROR_ROLLBACK on
begin;
insert into plaintiffs (id, name) values ('00000000-0000-0000-0000-00000000000a', 'Ann');
insert into plaintiff_tasks (id, plaintiff_id, kind, metadata)
select ('00000000-0000-0000-0000-00000000000' || n)::uuid, '00000000-0000-0000-0000-00000000000a', 'call', '{"kept": true}' from generate_series(1, 4) as n;
set role anon;
select key, case when key in ('call_attempt_id', 'created_follow_up_task_id') and value <> 'null' then '"…"' else value end as value
from jsonb_each(log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', 'reached', 'hot', 'likes it', '2031-01-31 09:00+00')) order by key collate "C";
-- The other open calls of Ann are in the way: one of them was moved, none was made.
reset role;
select right(id::text, 1) as task, status, due_at at time zone 'UTC' as due_at, result, completed_at = now() as completed, closed_at = now() as closed,
    metadata - 'closed_at' as metadata, metadata ->> 'closed_at' = to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') || rtrim(to_char(now() at time zone 'UTC', '.US'), '0') || 'Z' as closed_at_is_utc
from plaintiff_tasks order by id;
-- A second and a third call; nothing else open then, so a task is made.
set role anon;
select log_call_outcome(plaintiff_id => '00000000-0000-0000-0000-00000000000a', task_id => '00000000-0000-0000-0000-000000000002', outcome => 'no_answer') - 'call_attempt_id' as second;
select log_call_outcome(plaintiff_id => '00000000-0000-0000-0000-00000000000a', task_id => '00000000-0000-0000-0000-000000000003', outcome => 'left_voicemail', interest => '') - 'call_attempt_id' as third;
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000004', 'reached', 'warm', null, '2031-02-01') ->> 'created_follow_up_task_id' is not null as made;
reset role;
select kind, status, due_at at time zone 'UTC' as due_at, note, created_by, metadata from plaintiff_tasks where status = 'open';
select outcome, call_outcome, interest_level, notes, next_follow_up_at at time zone 'UTC' as next_follow_up_at, called_at = attempted_at as called, created_by, metadata, right(task_id::text, 1) as task
from plaintiff_call_attempts order by task_id;
select status, note, changed_by from plaintiff_status_history order by note collate "C";
select status as plaintiffs_status_stays from plaintiffs;
-- A task that is closed logs again and keeps its result.
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', 'do_not_call', 'hot', '', '2031-01-31') - 'call_attempt_id' as again;
select result, metadata - 'closed_at' as metadata from plaintiff_tasks where id = '00000000-0000-0000-0000-000000000001';
select count(*), count(*) filter (where next_follow_up_at is null) as without_next from plaintiff_call_attempts where task_id = '00000000-0000-0000-0000-000000000001';
-- Who called: the verified sub, and anybody's words in another session are none.
create view pg_temp.actors as
select (select created_by from plaintiff_call_attempts where outcome = 'busy') as attempt,
    (select changed_by from plaintiff_status_history where note = 'Call outcome recorded: busy') as history,
    (select metadata ->> 'closed_by' from plaintiff_tasks where id = '00000000-0000-0000-0000-000000000002') as task,
    (select created_by from plaintiff_tasks where note = 'at noon') as follow_up;
savepoint before;
delete from plaintiff_tasks where status = 'open';
set session authorization authenticator;
set role authenticated;
set request.jwt.claims = '{"sub": "user-7", "role": "authenticated"}';
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000002', 'busy', null, null, '2031-03-01') ->> 'status' as status;
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000002', 'busy too', null, 'at noon', '2031-03-02') ->> 'status' as status;
reset session authorization;
select attempt, history, task from pg_temp.actors;
rollback to before;
delete from plaintiff_tasks where status = 'open';
set role authenticated;
set request.jwt.claims = '{"sub": "user-7", "role": "authenticated"}';
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000002', 'busy', null, 'at noon', '2031-03-01') ->> 'status' as status;
reset role;
select attempt, task, follow_up from pg_temp.actors;
rollback;
