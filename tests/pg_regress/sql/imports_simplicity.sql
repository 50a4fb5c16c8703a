-- An export becomes plaintiffs and judgments; a bad row is marked and the rest go on.
\set ON_ERROR_ROLLBACK on
begin;
insert into plaintiffs (id, name, email, phone) values ('00000000-0000-0000-0000-00000000000a', 'Ann', 'ANN@x.y', null), ('00000000-0000-0000-0000-00000000000b', 'Bob, Inc.', null, '(555) 010-0199');
insert into judgments (case_number, judgment_number) values ('OLD', 'J-OLD');
insert into import_runs (id, import_kind, source_system, file_name) values ('00000000-0000-0000-0000-000000000001', 'simplicity', 'simplicity', 'export.csv');
insert into raw_simplicity_imports (import_run_id, raw_data)
select '00000000-0000-0000-0000-000000000001', jsonb_build_object('row_number', n, 'payload', payload::jsonb) from (values
    (1, '{"plaintiff_name": " Ann Other ", "judgment_number": "J-1", "judgment_amount": "$1,234.50", "plaintiff_email": "ann@X.y", "plaintiff_phone": "555-777-0000", "judgment_date": "03/09/2024", "county": "Kings", "state": "NY", "defendant_name": "Dee", "court_name": "Kings Civil", "lead_id": "L1"}'),
    (2, '{"plaintiff_name": "Someone", "judgment_number": "J-2", "judgment_amount": 20, "plaintiff_phone": "5550100199", "filing_date": "1/2/24", "case_number": "C-2", "status": "Active"}'),
    (3, '{"plaintiff_name": "BOB INC", "judgment_number": "J-3", "judgment_amount": "30", "plaintiff_email": "bob@x.y"}'),
    (4, '{"plaintiff_name": "New One", "judgment_number": "J-4", "judgment_amount": "40.00", "plaintiff_address_1": "1 Main St", "plaintiff_city": "Albany", "best_contact_method": "phone"}'),
    (5, '{"plaintiff_name": "new  one", "judgment_number": "J-5", "judgment_amount": "50", "plaintiff_email": "one@x.y"}'),
    (6, '{"plaintiff_name": "Yet Another", "judgment_number": "J-6", "judgment_amount": "60", "plaintiff_email": "bob@x.y"}'),
    (7, '{"plaintiff_name": "Ann", "judgment_number": "J-OLD", "judgment_amount": "1"}'),
    (8, '{"plaintiff_name": "Ann", "judgment_number": "J-8", "case_number": "OLD", "judgment_amount": "1"}'),
    (9, '{"plaintiff_name": "Ann", "judgment_number": "J-1", "judgment_amount": "1"}'),
    (10, '{"judgment_number": "J-10", "judgment_amount": "1"}'),
    (11, '{"plaintiff_name": "Ann", "judgment_number": " ", "judgment_amount": "1"}'),
    (12, '{"plaintiff_name": "Ann", "judgment_number": "J-12", "judgment_amount": "(12.00)"}'),
    (13, '{"plaintiff_name": "Ann", "judgment_number": "J-13", "judgment_amount": "1", "judgment_date": "02/30/2024"}'),
    (14, '[]'), (15, 'null')) as rows (n, payload) order by n;
set role service_role;
select process_simplicity_imports('00000000-0000-0000-0000-000000000001');
select raw_data ->> 'row_number' as row, status, error_log from raw_simplicity_imports order by id;
select status, total_rows, inserted_rows, skipped_rows, error_rows, row_count, insert_count, error_count, finished_at = now() as finished from import_runs;
select judgment_number, case_number, (select name from plaintiffs where id = plaintiff_id) as plaintiff, plaintiff_name, defendant_name, judgment_amount,
    case when entry_date = (now() at time zone 'utc')::date then 'today' else entry_date::text end as entry_date, source_file, status, county, state, enforcement_stage, metadata - array['import_run_id', 'import_row_id'] as metadata
from judgments where judgment_number <> 'J-OLD' order by judgment_number;
select name, email, phone, status, source_system, lead_metadata from plaintiffs order by name;
select (select name from plaintiffs where id = plaintiff_id) as plaintiff, name, kind, value from plaintiff_contacts order by 1, 3, 4;
select (select name from plaintiffs where id = plaintiff_id) as plaintiff, kind, status, due_at = now() + interval '7 days' as in_a_week from plaintiff_tasks order by 1;
select (select name from plaintiffs where id = plaintiff_id) as plaintiff, status, changed_by from plaintiff_status_history order by 1;
reset role;
select message ->> 'kind' as kind, replace(message ->> 'idempotency_key', (message #>> '{payload,judgment_id}'), '<id>') as key, message #>> '{payload,case_number}' as case_number
from (select * from pgmq.q_enrich union all select * from pgmq.q_enforce) as queued order by 1, 3;
-- Again: nothing is left to do, and nothing is done.
select process_simplicity_imports('00000000-0000-0000-0000-000000000001');
select (select count(*) from judgments) as judgments, (select count(*) from plaintiffs) as plaintiffs, (select count(*) from plaintiff_tasks) as tasks, (select count(*) from pgmq.q_enrich) as jobs;
-- Rows that are mended are taken up again.
update raw_simplicity_imports set status = 'inserted', raw_data = jsonb_set(raw_data, '{payload,plaintiff_name}', '"Zoe"') where raw_data ->> 'row_number' = '10';
select process_simplicity_imports('00000000-0000-0000-0000-000000000001');
rollback;
-- Only a judgment that is there makes a row a duplicate; what else keeps it out is explained, and leaves no plaintiff behind.
begin;
create unique index one_docket on judgments ((metadata ->> 'docket_number'));
create function keep_out() returns trigger language plpgsql as $$ begin if new.case_number = 'OUT' then return null; end if; new.case_number := 'our ' || new.case_number; return new; end $$;
create trigger keep_out before insert on judgments for each row execute function keep_out();
insert into import_runs (id, import_kind, source_system) values ('00000000-0000-0000-0000-000000000001', 'simplicity', 'simplicity');
insert into raw_simplicity_imports (import_run_id, raw_data)
select '00000000-0000-0000-0000-000000000001', jsonb_build_object('row_number', n, 'payload', payload::jsonb) from (values
    (1, '{"plaintiff_name": "Ann", "judgment_number": "J-1", "judgment_amount": "1", "docket_number": "D-1"}'),
    (2, '{"plaintiff_name": "Bob", "judgment_number": "J-2", "judgment_amount": "2", "docket_number": "D-1", "plaintiff_email": "bob@x.y"}'),
    (3, '{"plaintiff_name": "Cid", "judgment_number": "J-3", "case_number": "OUT", "judgment_amount": "3"}'),
    (4, '{"plaintiff_name": "Cid", "judgment_number": "J-4", "judgment_amount": "4"}'),
    (5, '{"plaintiff_name": "Dan", "judgment_number": "J-1", "judgment_amount": "5"}')) as rows (n, payload) order by n;
set role service_role;
select process_simplicity_imports('00000000-0000-0000-0000-000000000001') - 'import_run_id' as counted;
select raw_data ->> 'row_number' as row, status, error_log from raw_simplicity_imports order by id;
select case_number, plaintiffs.name as plaintiff from judgments left join plaintiffs on plaintiffs.id = plaintiff_id order by 1;
select (select string_agg(name, ' ' order by name) from plaintiffs) as plaintiffs, (select count(*) from plaintiff_contacts) as contacts, (select count(*) from plaintiff_tasks) as tasks;
-- Mended rows are done.
reset role;
drop index one_docket;
drop trigger keep_out on judgments;
update raw_simplicity_imports set status = 'inserted' where status = 'error';
select process_simplicity_imports('00000000-0000-0000-0000-000000000001') - 'import_run_id' as mended;
rollback;
