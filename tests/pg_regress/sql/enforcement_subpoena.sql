-- Subpoenas: issued, and answered or not.
\i sql/enforcement.psql
-- Three business days after now, Monday to Friday in UTC.
create function pg_temp.in_three_days() returns timestamptz language sql as $$
    select (array_agg(day order by day))[3] at time zone 'UTC' from generate_series(now() at time zone 'UTC' + interval '1 day', now() at time zone 'UTC' + interval '9 days', interval '1 day') as day
    where extract(isodow from day) < 6
$$;
select pg_temp.plain(open_enforcement_case(101, 'anna'));
do $$ begin perform pg_temp.news(); end $$;
select pg_temp.plain(issue_subpoena(jsonb_build_object('case_id', pg_temp.id('case 1'), 'target', ' First Bank ', 'due_date', '2031-01-31', 'documents_requested', '["statements", "card"]'::jsonb, 'document_path', ' s.pdf ', 'actor', 'ben')));
select * from pg_temp.news();
-- Not complied: the action stays, a task follows.
select pg_temp.plain(record_subpoena_response(pg_temp.id('case 1'), false));
select item, regexp_replace(wrote, 'due_at: [^\n]*', 'due_at: …') as wrote from pg_temp.news();
select kind, due_at = pg_temp.in_three_days() as due_in_three_business_days from plaintiff_tasks;
-- Once more: the open task is used again; the note is the reason.
select pg_temp.plain(record_subpoena_response(jsonb_build_object('case_id', pg_temp.id('case 1'), 'complied', 'false', 'action_id', pg_temp.id('action 1'), 'note', 'no answer', 'actor', 'cleo')));
select * from pg_temp.news();
-- A task that was closed is not.
update plaintiff_tasks set status = 'closed';
do $$ begin perform pg_temp.news(); end $$;
select pg_temp.plain(record_subpoena_response(pg_temp.id('case 1'), false));
select item from pg_temp.news();
-- Complied: completed, with its own event and task.
select pg_temp.says(format('select record_subpoena_response(%L, ''true'', %L, ''all of it'', ''answer.pdf'', ''ben'')', pg_temp.id('case 1'), pg_temp.id('action 1')));
select item, regexp_replace(wrote, 'due_at: [^\n]*', 'due_at: …') as wrote from pg_temp.news();
-- Positionally with untyped literals; the due date is 30 days from today in UTC.
select answer ->> 'due_date' = to_char(now() at time zone 'UTC' + interval '30 days', 'YYYY-MM-DD') as due_in_30_days, pg_temp.plain(answer - 'due_date') as answer
from (select issue_subpoena(pg_temp.id('case 1'), 'Second Bank', null, '{}', 's2.pdf') as answer) as issued;
select item, regexp_replace(wrote, '\d{4}-\d\d-\d\d"', '…"') as wrote from pg_temp.news();
-- A case without a plaintiff, whose judgment has none either: no task.
select pg_temp.plain(open_enforcement_case(102, 'anna'));
select pg_temp.plain(issue_subpoena(case_id => pg_temp.id('case 2'), target => 'Bank', due_date => null, documents_requested => null, document_path => 's3.pdf', actor => null) - 'due_date');
do $$ begin perform pg_temp.news(); end $$;
select pg_temp.plain(record_subpoena_response(case_id => pg_temp.id('case 2'), complied => true, action_id => null, note => null, document_path => null, actor => null));
select item from pg_temp.news();
-- A judgment that has one: its plaintiff's task.
update judgments set plaintiff_id = 'bbbbbbbb-0000-4000-8000-000000000002' where id = 102;
select pg_temp.plain(issue_subpoena(pg_temp.id('case 2'), 'Bank', document_path => 's4.pdf') - 'due_date');
select pg_temp.plain(record_subpoena_response(pg_temp.id('case 2'), true));
select case_id = pg_temp.id('case 2') as of_the_case, kind, task_code, status, created_by from plaintiff_tasks where plaintiff_id = 'bbbbbbbb-0000-4000-8000-000000000002';
rollback;
