-- A case with its entities, made once: calling twice gives the same ids.
\set ON_ERROR_ROLLBACK on
begin;
set role service_role;
create temp table answers as select insert_or_get_case_with_entities('{"case": {"case_number": " 24-cv-1 ", "source": "nyscef", "court": "Kings", "title": "A v. B", "amount_awarded": "$1,200.10", "judgment_date": "03/09/2024", "extra": 1},
    "entities": [{"role": "plaintiff", "name": "Ann"}, {"name": "Bob & Co"}, {"name_full": "BOB CO"}]}') as answer;
select answer - array['case', 'case_id', 'entities', 'entity_ids'] as answer, (answer -> 'case') - array['case_id', 'created_at'] as its_case,
    answer #>> '{case,case_id}' = answer ->> 'case_id' as same_id, answer #>> '{case,created_at}' ~ 'Z$' as utc from answers;
select entity - 'entity_id' as entity, entity ->> 'entity_id' = answer -> 'entity_ids' ->> (place - 1)::int as in_order
from answers, jsonb_array_elements(answer -> 'entities') with ordinality as it (entity, place) order by place;
insert into answers select insert_or_get_case_with_entities('{"case": {"case_number": "24-CV-1", "source": "nyscef", "title": "other"}, "entities": [{"role": "plaintiff", "name": "ANN"}, {"name": "bob co"}, {"name": "bob, co"}]}');
select count(distinct answer -> 'case_id') as cases, count(distinct answer -> 'entity_ids') as entity_lists, min(answer ->> 'title') as title, array_agg(answer #>> '{meta,inserted_entities}') as inserted from answers;
select insert_or_get_case_with_entities('{"case": {"case_number": "24-CV-1"}}') - array['case', 'case_id'] as other_source;
select count(*) as cases, (select count(*) from parties.entities) as entities, (select raw ->> 'extra' from judgments.cases where source = 'nyscef') as raw from judgments.cases;
-- The longest that fit, four bytes a character and hard to compress.
create temp table long as select string_agg(chr(131072 + (n * 7919) % 40000), '' order by n) as text from generate_series(1, 500) as n;
select octet_length(answer ->> 'case_number') as number, octet_length(answer ->> 'source') as source, octet_length(answer #>> '{entities,0,name_full}') as name
from long, insert_or_get_case_with_entities(jsonb_build_object('case', jsonb_build_object('case_number', text, 'source', left(text, 100)), 'entities', jsonb_build_array(jsonb_build_object('name', text)))) as answer;
-- Refused.
select insert_or_get_case_with_entities();
\echo :LAST_ERROR_SQLSTATE
select insert_or_get_case_with_entities('{"case": {"case_number": " "}}');
\echo :LAST_ERROR_SQLSTATE
select insert_or_get_case_with_entities('{"case": {"case_number": "x", "amount_awarded": -1}}');
\echo :LAST_ERROR_SQLSTATE
select insert_or_get_case_with_entities('{"case": {"case_number": "x", "judgment_date": "soon"}}');
\echo :LAST_ERROR_SQLSTATE
select insert_or_get_case_with_entities('{"case": {"case_number": "x"}, "entities": {}}');
\echo :LAST_ERROR_SQLSTATE
select insert_or_get_case_with_entities('{"case": {"case_number": "x"}, "entities": [{"name": "a"}, {"role": "plaintiff"}]}');
\echo :LAST_ERROR_SQLSTATE
-- What an index cannot hold.
\set long '(select string_agg(md5(n::text), \'\') from generate_series(1, 300) as n)'
select insert_or_get_case_with_entities(jsonb_build_object('case', jsonb_build_object('case_number', :long)));
\echo :LAST_ERROR_SQLSTATE
select insert_or_get_case_with_entities(jsonb_build_object('case', jsonb_build_object('case_number', 'x', 'source', :long)));
\echo :LAST_ERROR_SQLSTATE
select insert_or_get_case_with_entities(jsonb_build_object('case', jsonb_build_object('case_number', 'x'), 'entities', jsonb_build_array(jsonb_build_object('name', :long))));
\echo :LAST_ERROR_SQLSTATE
select count(*) from judgments.cases where case_number = 'X';
rollback;
