-- The timeline: everything of a case in one shape.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(101, 'anna', null, null, null, 'first look'));
select pg_temp.plain(open_enforcement_case(103, 'ben'));
select pg_temp.plain(issue_subpoena(pg_temp.id('case 1'), 'Bank', '2031-01-31', '{statements}', 's.pdf', 'ben') - 'due_date');
select pg_temp.plain(record_enforcement_payment(pg_temp.id('case 1'), 0.50, received_at => '2020-02-29T12:00:00Z', source => 'cash', document_path => 'r.pdf'));
-- What old clients and no case have.
insert into enforcement_events (case_id, event_type, notes, metadata, event_date) values (pg_temp.id('case 1'), 'call_made', 'old', '{"actor": "dan", "a": 1}', '2020-01-01T12:00:00Z');
insert into enforcement_history (judgment_id, stage, note, changed_by) values (101, 'levy_issued', 'of the judgment alone', 'dan');
insert into enforcement_history (judgment_id, stage, enforcement_case_id, changed_at) values (101, 'free text', pg_temp.id('case 1'), '2020-01-02T12:00:00Z');
insert into plaintiff_tasks (plaintiff_id, kind, case_id, note, created_by, metadata, created_at) values
('aaaaaaaa-0000-4000-8000-000000000001', 'call', pg_temp.id('case 1'), 'ring', 'cleo', '{"x": 1}', '2020-01-03T12:00:00Z'), ('aaaaaaaa-0000-4000-8000-000000000001', 'mail', null, 'no case', 'cleo', '{}', now());
do $$ begin perform pg_temp.news(); end $$;
select item_kind, source_id = any (select id::text from names union select id::text from enforcement_history) as known, case when occurred_at = now() then 'now' else (occurred_at at time zone 'UTC')::text end as at, title, details,
    storage_path, file_type, uploaded_by, created_at = now() as created_now, pg_temp.plain(metadata - 'opened_at') as metadata
from v_enforcement_timeline where case_id = pg_temp.id('case 1') order by occurred_at, item_kind, title, uploaded_by, storage_path;
select item_kind, count(*) from v_enforcement_timeline where case_id <> pg_temp.id('case 1') group by 1 order by 1;
rollback;
