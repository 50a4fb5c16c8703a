-- What log_enforcement_event refuses.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(101, 'anna'));
do $$ begin perform pg_temp.news(); end $$;
select body, pg_temp.says(format('select log_enforcement_event(%L::jsonb)', replace(body, 'CASE', pg_temp.id('case 1')::text))) from (values
    (1, '{}'), (2, '{"case_id": "CASE"}'), (3, '{"event_kind": "marshal_assigned"}'), (4, '{"case_id": "CASE", "event_kind": " "}'), (5, '{"case_id": "CASE", "event_kind": 1}'),
    (6, '{"case_id": "CASE", "event_kind": "call_made"}'), (7, '{"case_id": "CASE", "event_kind": "payment_received"}'), (8, '{"case_id": "CASE", "event_kind": "action_updated"}'),
    (9, '{"case_id": "CASE", "event_kind": "bank_levy_filed"}'), (10, '{"case_id": "CASE", "event_kind": "marshal_result", "document_path": " "}'), (11, '{"case_id": "CASE", "event_kind": "subpoena_issued", "document_path": null}'),
    (12, '{"case_id": "CASE", "event_kind": "marshal_result", "document_path": 5}'), (13, '{"case_id": "CASE", "event_kind": "marshal_assigned", "related_task_id": "00000000-0000-4000-8000-000000000000"}'),
    (14, '{"case_id": "CASE", "event_kind": "marshal_assigned", "related_task_id": "7"}'), (15, '{"case_id": "CASE", "event_kind": "marshal_assigned", "payload": "text"}'), (16, '{"case_id": "CASE", "event_kind": "marshal_assigned", "payload": []}'),
    (17, '{"case_id": "CASE", "event_kind": "marshal_assigned", "notes": "plural"}'), (18, '{"case_id": "CASE", "event_kind": "marshal_assigned", "metadata": {}}'), (19, '{"case_id": "00000000-0000-4000-8000-000000000000", "event_kind": "marshal_assigned"}'),
    (20, '{"payload": {"case_id": "CASE", "event_kind": "marshal_assigned"}}')
) as bodies (place, body) order by place;
select call, pg_temp.says('select ' || replace(call, 'CASE', pg_temp.id('case 1')::text)) from (values
    (1, 'log_enforcement_event(null, null)'), (2, 'log_enforcement_event(''CASE'', null, ''{"event_kind": "marshal_assigned"}'')'), (3, 'log_enforcement_event(null, ''marshal_assigned'', ''{"case_id": "CASE", "event_kind": "marshal_assigned"}'')'),
    (4, 'log_enforcement_event(''CASE'', ''marshal_assigned'', ''5'')'), (5, 'log_enforcement_event(''CASE'', ''marshal_assigned'', null, null, ''x'')')
) as calls (place, call) order by place;
select * from pg_temp.news();
rollback;
