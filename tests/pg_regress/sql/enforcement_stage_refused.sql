-- What set_enforcement_stage refuses.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(101, 'anna'));
select pg_temp.plain(set_enforcement_stage(pg_temp.id('case 1'), 'marshal', null, null, null));
do $$ begin perform pg_temp.news(); end $$;
select body, pg_temp.says(format('select set_enforcement_stage(%L::jsonb)', replace(body, 'CASE', pg_temp.id('case 1')::text))) from (values
    (1, '{}'), (2, '{"case_id": "CASE"}'), (3, '{"stage": "marshal"}'), (4, '{"case_id": "CASE", "stage": null}'), (5, '{"case_id": "CASE", "stage": " "}'), (6, '{"case_id": "CASE", "stage": 4}'),
    (7, '{"case_id": "CASE", "stage": "NoWhere"}'), (8, '{"case_id": "CASE", "stage": "closed"}'), (9, '{"case_id": "CASE", "stage": "closed", "override": true}'), (10, '{"case_id": "CASE", "stage": "action_planning"}'),
    (11, '{"case_id": "CASE", "stage": "action_planning", "override": false}'), (12, '{"case_id": "CASE", "stage": "action_planning", "override": null}'), (13, '{"case_id": "CASE", "stage": "action_planning", "override": "yes"}'),
    (14, '{"case_id": "CASE", "stage": "action_planning", "override": 1}'), (15, '{"case_id": "CASE", "stage": "subpoena", "metadata": "text"}'), (16, '{"case_id": "CASE", "stage": "subpoena", "metadata": [1]}'),
    (17, '{"case_id": "CASE", "stage": "subpoena", "note": 5}'), (18, '{"case_id": "CASE", "stage": "subpoena", "actor": {}}'), (19, '{"case_id": "CASE", "stage": "subpoena", "overide": true}'),
    (20, '{"case_id": "00000000-0000-4000-8000-000000000000", "stage": "subpoena"}'), (21, '{"case_id": "", "stage": "subpoena"}'), (22, '{"judgment_id": 101, "stage": "subpoena"}'),
    (23, '{"case_id": "CASE", "stage": "levy\nissued"}')
) as bodies (place, body) order by place;
select call, pg_temp.says('select ' || replace(call, 'CASE', pg_temp.id('case 1')::text)) from (values
    (1, 'set_enforcement_stage(null, null, null, null, null)'), (2, 'set_enforcement_stage(null, ''marshal'', null, null, null, null)'), (3, 'set_enforcement_stage(''CASE'', ''closed'', null, null, null)'),
    (4, 'set_enforcement_stage(''CASE'', ''subpoena'', null, null, ''[]'')'), (5, 'set_enforcement_stage(''CASE'', ''subpoena'', null, null, ''{'')'), (6, 'set_enforcement_stage(''CASE'', ''subpoena'', null, null, ''null'')')
) as calls (place, call) order by place;
select name, wrote like '%delta.current_stage: "marshal" -> "subpoena"%' as only_the_last from pg_temp.news() as news (name, wrote) where name = 'history (new)';
rollback;
