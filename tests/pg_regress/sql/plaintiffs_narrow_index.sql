-- An application's unique index on (plaintiff_id, kind, status): the first closed call goes, the second
-- answers how to go on, and the doctor says it before.
\set ON_ERROR_ROLLBACK on
begin;
insert into plaintiffs (id, name) values ('00000000-0000-0000-0000-00000000000a', 'Ann');
insert into plaintiff_tasks (id, plaintiff_id, kind, status) values
('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000a', 'call', 'open'),
('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-00000000000a', 'call', 'in_progress');
create unique index one_of_each on plaintiff_tasks (status, plaintiff_id, kind);
select status, detail, hint from dragonfly.doctor() where check_name = 'calls';
set role anon;
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', 'no_answer') ->> 'status' as first;
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000002', 'no_answer');
\echo :LAST_ERROR_SQLSTATE
reset role;
drop index one_of_each;
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000002', 'no_answer') ->> 'status' as without_it;
update plaintiff_tasks set status = 'open' where id = '00000000-0000-0000-0000-000000000002';
alter table plaintiff_tasks add constraint "One of each" unique (plaintiff_id, kind, status);
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000002', 'no_answer');
\echo :LAST_ERROR_SQLSTATE
alter table plaintiff_tasks drop constraint "One of each";
-- A partial one, and one with a further column, stand in nobody's way.
create unique index one_open on plaintiff_tasks (plaintiff_id, kind, status) where status = 'open';
create unique index with_more on plaintiff_tasks (plaintiff_id, kind, status, created_at, id);
select log_call_outcome('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000002', 'no_answer') ->> 'status' as others_do_not_matter;
select status from dragonfly.doctor() where check_name = 'calls';
rollback;
