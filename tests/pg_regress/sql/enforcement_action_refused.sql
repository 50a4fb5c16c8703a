-- What queue_enforcement_action refuses.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(101, 'anna'));
select pg_temp.plain(queue_enforcement_action(pg_temp.id('case 1'), 'garnishment', 'served'));
do $$ begin perform pg_temp.news(); end $$;
select body, pg_temp.says(format('select queue_enforcement_action(%L::jsonb)', replace(body, 'CASE', pg_temp.id('case 1')::text))) from (values
    (1, '{}'), (2, '{"case_id": "CASE"}'), (3, '{"action_type": "marshal"}'), (4, '{"case_id": "CASE", "action_type": ""}'), (5, '{"case_id": "CASE", "action_type": "levy"}'), (6, '{"case_id": "CASE", "action_type": ["marshal"]}'),
    (7, '{"case_id": "CASE", "action_type": "marshal", "status": "done"}'), (8, '{"case_id": "CASE", "action_type": "marshal", "status": 1}'), (9, '{"case_id": "CASE", "action_type": "marshal", "metadata": []}'),
    (10, '{"case_id": "CASE", "action_type": "marshal", "status": "completed"}'), (11, '{"case_id": "CASE", "action_type": "garnishment", "status": "pending"}'), (12, '{"case_id": "CASE", "action_type": "garnishment"}'),
    (13, '{"case_id": "CASE", "action_type": "marshal", "reason": "x"}'), (14, '{"case_id": "00000000-0000-4000-8000-000000000000", "action_type": "marshal"}'), (15, '{"case_id": "CASE", "action_type": "marshal", "status_reason": false}')
) as bodies (place, body) order by place;
select call, pg_temp.says('select ' || replace(call, 'CASE', pg_temp.id('case 1')::text)) from (values
    (1, 'queue_enforcement_action(null, null)'), (2, 'queue_enforcement_action(''CASE'', null)'), (3, 'queue_enforcement_action(''CASE'', ''marshal'', null, ''[]'')')
) as calls (place, call) order by place;
select * from pg_temp.news();
-- The one that finished last is named.
select pg_temp.plain(queue_enforcement_action(pg_temp.id('case 1'), 'garnishment', 'failed'));
update enforcement_actions set closed_at = now() - interval '1 day';
select pg_temp.plain(queue_enforcement_action(pg_temp.id('case 1'), 'garnishment'));
select pg_temp.plain(queue_enforcement_action(pg_temp.id('case 1'), 'garnishment', 'cancelled'));
select pg_temp.says(format('select queue_enforcement_action(%L, ''garnishment'', ''completed'')', pg_temp.id('case 1')));
rollback;
