-- Which rows belong to a run, and how runs end.
\set ON_ERROR_ROLLBACK on
begin;
insert into import_runs (id, import_kind, source_system, source_reference, metadata) values
('00000000-0000-0000-0000-000000000001', 'simplicity', 'simplicity', 'ref-1', '{}'), ('00000000-0000-0000-0000-000000000002', 'simplicity', 'simplicity', 'ref-2', '{"batch_name": "batch-2"}'),
('00000000-0000-0000-0000-000000000003', 'simplicity', 'simplicity', null, '{}'), ('00000000-0000-0000-0000-000000000004', 'simplicity', 'simplicity', null, '{}');
insert into raw_simplicity_imports (import_run_id, raw_data, status) values
(null, '{"batch_name": "ref-1", "payload": {"plaintiff_name": "A", "judgment_number": "1", "judgment_amount": "1"}}', 'inserted'),
(null, '{"source_reference": "ref-1", "payload": {"plaintiff_name": "B", "judgment_number": "2", "judgment_amount": "1"}}', 'inserted'),
(null, '{"batch_name": "batch-2", "payload": {"plaintiff_name": "C", "judgment_number": "3", "judgment_amount": "x"}}', 'inserted'),
(null, '{"batch_name": "batch-9", "payload": {"plaintiff_name": "D", "judgment_number": "4", "judgment_amount": "1"}}', 'inserted'),
('00000000-0000-0000-0000-000000000003', '{"payload": {}}', 'parse_error'),
('00000000-0000-0000-0000-000000000003', '{"payload": {"plaintiff_name": "E", "judgment_number": "1", "judgment_amount": "1"}}', 'inserted');
set role service_role;
select process_simplicity_imports('00000000-0000-0000-0000-000000000001') - 'import_run_id' as by_reference;
select process_simplicity_imports('00000000-0000-0000-0000-000000000002') - 'import_run_id' as by_batch_name;
select process_simplicity_imports('00000000-0000-0000-0000-000000000003') - 'import_run_id' as by_run;
select process_simplicity_imports(import_run_id => '00000000-0000-0000-0000-000000000004') - 'import_run_id' as of_no_rows;
select raw_data ->> 'batch_name' as left_alone from raw_simplicity_imports where import_run_id is null;
-- Refused.
select process_simplicity_imports(null);
\echo :LAST_ERROR_SQLSTATE
select process_simplicity_imports('00000000-0000-0000-0000-000000000009');
\echo :LAST_ERROR_SQLSTATE
rollback;
begin isolation level repeatable read;
select process_simplicity_imports('00000000-0000-0000-0000-000000000009');
\echo :LAST_ERROR_SQLSTATE
rollback;
