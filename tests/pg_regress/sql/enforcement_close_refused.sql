-- What close_enforcement_case refuses.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(101, 'anna'));
do $$ begin perform pg_temp.news(); end $$;
select body, pg_temp.says(format('select close_enforcement_case(%L::jsonb)', replace(body, 'CASE', pg_temp.id('case 1')::text))) from (values
    (1, '{}'), (2, '{"case_id": "CASE"}'), (3, '{"status": "satisfied"}'), (4, '{"case_id": null, "status": "satisfied"}'), (5, '{"case_id": "CASE", "status": null}'),
    (6, '{"case_id": "CASE", "status": ""}'), (7, '{"case_id": "CASE", "status": "closed"}'), (8, '{"case_id": "CASE", "status": 5}'), (9, '{"case_id": "x", "status": "satisfied"}'),
    (10, '{"case_id": 5, "status": "satisfied"}'), (11, '{"case_id": "00000000-0000-4000-8000-000000000000", "status": "satisfied"}'),
    (12, '{"case_id": "CASE", "status": "satisfied", "notes": "plural"}'), (13, '{"case_id": "CASE", "status": "satisfied", "note": 5}'), (14, '{"case_id": "CASE", "status": "satisfied", "closed_by": ["a"]}')
) as bodies (place, body) order by place;
select call, pg_temp.says('select ' || replace(call, 'CASE', pg_temp.id('case 1')::text)) from (values
    (1, 'close_enforcement_case(null, null)'), (2, 'close_enforcement_case(null, ''satisfied'')'), (3, 'close_enforcement_case(''CASE'', null)'),
    (4, 'close_enforcement_case(''x'', ''satisfied'')'), (5, 'close_enforcement_case(''CASE'', ''done'')'), (6, 'close_enforcement_case(''00000000-0000-4000-8000-000000000000'', ''satisfied'')')
) as calls (place, call) order by place;
select * from pg_temp.news();
-- A closed case: every function but log_enforcement_event says so.
select pg_temp.plain(close_enforcement_case(pg_temp.id('case 1'), 'satisfied'));
do $$ begin perform pg_temp.news(); end $$;
select call, pg_temp.says('select ' || replace(call, 'CASE', pg_temp.id('case 1')::text)) from (values
    (1, 'close_enforcement_case(''CASE'', ''satisfied'')'), (2, 'set_enforcement_stage(''CASE'', ''bank_levy'', null, null, null)'), (3, 'set_enforcement_stage(''CASE'', ''pre_enforcement'', null, null, null, true)'),
    (4, 'queue_enforcement_action(''CASE'', ''marshal'')'), (5, 'queue_enforcement_action(''CASE'', ''marshal'', ''completed'')'), (6, 'record_enforcement_payment(''CASE'', 1)'),
    (7, 'issue_subpoena(''CASE'', ''Bank'', document_path => ''s.pdf'')'), (8, 'record_subpoena_response(''CASE'', true)'), (9, 'set_tier_override(''CASE'', ''tier1'')'), (10, 'set_enforcement_stage(''CASE'', ''closed'', null, null, null)')
) as calls (place, call) order by place;
select * from pg_temp.news();
select pg_temp.plain(log_enforcement_event(pg_temp.id('case 1'), 'asset_search_completed'));
select * from pg_temp.news();
-- So does a case that an application closed by its status alone.
select pg_temp.plain(open_enforcement_case(102, 'anna'));
update enforcement_cases set status = 'closed' where judgment_id = 102;
select pg_temp.says(format('select close_enforcement_case(%L, ''satisfied'')', pg_temp.id('case 2')));
rollback;
