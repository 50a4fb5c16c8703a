-- What issue_subpoena and record_subpoena_response refuse.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(101, 'anna'));
select pg_temp.plain(open_enforcement_case(102, 'anna'));
do $$ begin perform pg_temp.news(); end $$;
select body, pg_temp.says(format('select issue_subpoena(%L::jsonb)', replace(body, 'CASE', pg_temp.id('case 1')::text))) from (values
    (1, '{}'), (2, '{"case_id": "CASE", "document_path": "s.pdf"}'), (3, '{"case_id": "CASE", "target": "Bank"}'), (4, '{"target": "Bank", "document_path": "s.pdf"}'), (5, '{"case_id": "CASE", "target": " ", "document_path": "s.pdf"}'),
    (6, '{"case_id": "CASE", "target": "Bank", "document_path": " "}'), (7, '{"case_id": "CASE", "target": "Bank", "document_path": "s.pdf", "due_date": "31.01.2031"}'), (8, '{"case_id": "CASE", "target": "Bank", "document_path": "s.pdf", "due_date": "2031-02-30"}'),
    (9, '{"case_id": "CASE", "target": "Bank", "document_path": "s.pdf", "due_date": 20310131}'), (10, '{"case_id": "CASE", "target": "Bank", "document_path": "s.pdf", "documents_requested": "statements"}'),
    (11, '{"case_id": "CASE", "target": "Bank", "document_path": "s.pdf", "documents_requested": {"0": "statements"}}'), (12, '{"case_id": "CASE", "target": "Bank", "document_path": "s.pdf", "documents_requested": ["a", 5]}'),
    (13, '{"case_id": "CASE", "target": "Bank", "document_path": "s.pdf", "documents_requested": ["a", null]}'), (14, '{"case_id": "CASE", "target": 5, "document_path": "s.pdf"}'), (15, '{"case_id": "CASE", "target": "Bank", "document_path": "s.pdf", "note": "x"}'),
    (16, '{"case_id": "00000000-0000-4000-8000-000000000000", "target": "Bank", "document_path": "s.pdf"}')
) as bodies (place, body) order by place;
select call, pg_temp.says('select ' || replace(call, 'CASE', pg_temp.id('case 1')::text)) from (values
    (1, 'issue_subpoena(null, null)'), (2, 'issue_subpoena(''CASE'', ''Bank'')'), (3, 'issue_subpoena(''CASE'', null, document_path => ''s.pdf'')'), (4, 'issue_subpoena(''CASE'', ''Bank'', ''infinity'', null, ''s.pdf'')'),
    (5, 'issue_subpoena(''CASE'', ''Bank'', null, ''{a,null}'', ''s.pdf'')'), (6, 'issue_subpoena(''CASE'', ''Bank'', ''soon'')'), (7, 'issue_subpoena(''CASE'', ''Bank'', ''10000-01-01'', null, ''s.pdf'')'),
    (8, 'record_subpoena_response(''CASE'', true)'), (9, 'record_subpoena_response(null, null)'), (10, 'record_subpoena_response(''CASE'', null)'), (11, 'record_subpoena_response(''CASE'', true, ''00000000-0000-4000-8000-000000000000'')')
) as calls (place, call) order by place;
select * from pg_temp.news();
-- One active subpoena; the answer to one that is another case's, another type's, or closed.
select pg_temp.plain(issue_subpoena(pg_temp.id('case 1'), 'Bank', '2031-01-31', null, 's.pdf'));
select pg_temp.plain(queue_enforcement_action(pg_temp.id('case 1'), 'marshal'));
do $$ begin perform pg_temp.news(); end $$;
select call, pg_temp.says('select ' || replace(replace(replace(replace(call, 'CASE', pg_temp.id('case 1')::text), 'OTHER', pg_temp.id('case 2')::text), 'SUBPOENA', pg_temp.id('action 1')::text), 'MARSHAL', pg_temp.id('action 2')::text)) from (values
    (1, 'issue_subpoena(''CASE'', ''Bank'', document_path => ''s.pdf'')'), (2, 'record_subpoena_response(''OTHER'', true)'), (3, 'record_subpoena_response(''OTHER'', true, ''SUBPOENA'')'), (4, 'record_subpoena_response(''CASE'', true, ''MARSHAL'')'),
    (5, 'record_subpoena_response(''{"case_id": "CASE", "complied": "maybe"}'')'), (6, 'record_subpoena_response(''{"case_id": "CASE", "complied": 1}'')'), (7, 'record_subpoena_response(''{"case_id": "CASE"}'')'),
    (8, 'record_subpoena_response(''{"case_id": "CASE", "complied": true, "status": "completed"}'')'), (9, 'record_subpoena_response(''{"case_id": "CASE", "complied": true, "action_id": "x"}'')'), (10, 'record_subpoena_response(''{"case_id": "00000000-0000-4000-8000-000000000000", "complied": true}'')')
) as calls (place, call) order by place;
select * from pg_temp.news();
select pg_temp.plain(record_subpoena_response(pg_temp.id('case 1'), true) - 'review_task_id');
select pg_temp.says(format('select record_subpoena_response(%L, true, %L)', pg_temp.id('case 1'), pg_temp.id('action 1')));
select pg_temp.says(format('select record_subpoena_response(%L, true)', pg_temp.id('case 1')));
rollback;
