-- Both doors of each function: their names and defaults, and a jsonb door that says what is missing.
\i sql/enforcement.psql
create temp table doors (place serial, name text);
insert into doors (name) values ('open_enforcement_case'), ('close_enforcement_case'), ('set_enforcement_stage'), ('log_enforcement_event'),
('queue_enforcement_action'), ('record_enforcement_payment'), ('issue_subpoena'), ('record_subpoena_response');
select name, pg_get_function_arguments(pg_proc.oid) as arguments, pg_get_function_result(pg_proc.oid) as returns
from doors join pg_proc on proname = name and pronamespace = 'public'::regnamespace order by place, pronargs, 2;
-- Without a payload, with one that is null, or none that is an object.
select name, pg_temp.says(format('select %I()', name)) as no_argument from doors order by place;
select argument, count(distinct replace(pg_temp.says(format('select %I(%s)', name, argument)), name, 'f')) as messages, min(replace(split_part(pg_temp.says(format('select %I(%s)', name, argument)), e'\nHINT', 1), name, 'f')) as says
from doors, unnest(array['null', 'null::jsonb', '''null''', 'payload => null']) as argument group by argument order by argument;
select argument, replace(split_part(pg_temp.says(format('select %I(%L)', name, argument)), e'\nHINT', 1), name, 'f') as says, count(*)
from doors, unnest(array['5', 'true', '"text"', '[]', '[{}]']) as argument group by 1, 2 order by 1, 2;
-- Unknown fields are named; the hint lists those that there are.
select pg_temp.says(format('select %I(''{"case": 1, "Judgment_Id": 2, "": null}'')', name)) from doors order by place;
-- Deep and long bodies, ids that are none, blanks.
select replace(split_part(pg_temp.says(format('select %I(%L)', name, '{"case_id": ' || repeat('[', 5000) || repeat(']', 5000) || '}')), e'\nDETAIL', 1), name, 'f') as deep, count(*) from doors where name not like 'open%' group by 1;
select replace(pg_temp.says(format('select %I(%L)', name, jsonb_build_object('case_id', repeat('x', 1000000)))), name, 'f') as long, count(*) from doors where name not like 'open%' group by 1;
select pg_temp.plain(open_enforcement_case(jsonb_build_object('judgment_id', 101, 'notes', repeat('ü', 1000000), 'created_by', repeat('x', 10000))));
select char_length(note), char_length(changed_by) from enforcement_history;
select pg_temp.says(format('select log_enforcement_event(%L, ''asset_search_requested'', %L)', pg_temp.id('case 1'), '{"deep": ' || repeat('[', 1000) || repeat(']', 1000) || ', "long": "' || repeat('x', 10000000) || '"}'));
select length(payload ->> 'long') as long, length(payload ->> 'deep') as deep from enforcement_events where event_kind = 'asset_search_requested';
-- One error as psql shows it.
select close_enforcement_case();
\echo :LAST_ERROR_SQLSTATE
select close_enforcement_case('00000000-0000-4000-8000-000000000000', 'satisfied');
\echo :LAST_ERROR_SQLSTATE
rollback;
