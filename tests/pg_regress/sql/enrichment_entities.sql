-- Entities: one row per case, role and normalised name; later calls fill what is empty.
\set ON_ERROR_ROLLBACK on
begin;
insert into judgments.cases (case_id, case_number) values ('00000000-0000-0000-0000-00000000000c', 'N-1');
insert into plaintiffs (id, name) values ('00000000-0000-0000-0000-00000000000a', 'Ann');
insert into judgments (id, case_number) values (7, 'J-7');
set role service_role;
select insert_or_get_entity('{"case_id": "00000000-0000-0000-0000-00000000000c", "role": "Defendant", "name": "Acme, LLC"}') as id \gset
select insert_or_get_entity('{"case_id": "00000000-0000-0000-0000-00000000000c", "role": "witness", "name_full": "ACME llc", "business_name": "Acme", "phones": ["555"], "emails": null}') = :'id' as same;
select insert_or_get_entity('{"case_id": "00000000-0000-0000-0000-00000000000c", "name": "A.C.M.E. LLC", "business_name": "Other", "plaintiff_id": "00000000-0000-0000-0000-00000000000a", "judgment_id": 7}') = :'id' as same;
select insert_or_get_entity('{"case_id": "00000000-0000-0000-0000-00000000000c", "name": "A.C.M.E. LLC", "plaintiff_id": "00000000-0000-0000-0000-00000000000a", "judgment_id": "7"}') = :'id' as same;
select insert_or_get_entity('{"case_id": "00000000-0000-0000-0000-00000000000c", "role": "garnishee", "name": "Acme, LLC"}') = :'id' as other_role;
select insert_or_get_entity('{"case_id": "00000000-0000-0000-0000-00000000000c", "name": "Лев"}') = insert_or_get_entity('{"case_id": "00000000-0000-0000-0000-00000000000c", "name": " Лев "}') as hashed;
select role, name_full, business_name, phones, emails, raw ->> 'name' as raw_name, name_normalized from parties.entities order by role, name_normalized;
select plaintiff_id, judgment_id from parties.entity_links order by 1;
-- Refused.
select insert_or_get_entity();
\echo :LAST_ERROR_SQLSTATE
select insert_or_get_entity('{"name": "x"}');
\echo :LAST_ERROR_SQLSTATE
select insert_or_get_entity('{"case_id": "00000000-0000-0000-0000-00000000000c", "name": " "}');
\echo :LAST_ERROR_SQLSTATE
select insert_or_get_entity('{"case_id": "00000000-0000-0000-0000-0000000000cc", "name": "x"}');
\echo :LAST_ERROR_SQLSTATE
select insert_or_get_entity('{"case_id": "00000000-0000-0000-0000-00000000000c", "name": "new", "plaintiff_id": "00000000-0000-0000-0000-0000000000aa"}');
\echo :LAST_ERROR_SQLSTATE
select insert_or_get_entity('{"case_id": "00000000-0000-0000-0000-00000000000c", "name": "new", "judgment_id": 70}');
\echo :LAST_ERROR_SQLSTATE
select insert_or_get_entity('{"case_id": "00000000-0000-0000-0000-00000000000c", "name": "new", "judgment_id": 7.5}');
\echo :LAST_ERROR_SQLSTATE
select insert_or_get_entity(jsonb_build_object('case_id', '00000000-0000-0000-0000-00000000000c', 'name', (select string_agg(md5(n::text), '') from generate_series(1, 300) as n)));
\echo :LAST_ERROR_SQLSTATE
select count(*) from parties.entities;
rollback;
