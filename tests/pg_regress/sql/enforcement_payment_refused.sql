-- What record_enforcement_payment refuses: amounts that are none, too much, another judgment.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(101, 'anna'));
select pg_temp.plain(open_enforcement_case(103, 'anna'));
do $$ begin perform pg_temp.news(); end $$;
select amount, pg_temp.says(format('select record_enforcement_payment(%L::jsonb)', format('{"case_id": "%s", "amount": %s}', pg_temp.id('case 1'), amount))) from (values
    (1, 'null'), (2, '0'), (3, '-0.00'), (4, '-1'), (5, '0.001'), (6, '1.005'), (7, '1000000000000'), (8, '999999999999.99'), (9, '1200.51'), (10, '"NaN"'), (11, '"nan"'), (12, '"Infinity"'), (13, '"-inf"'), (14, '""'), (15, '"ten"'),
    (16, '"1,000.00"'), (17, '"12 34"'), (18, '"0x10"'), (19, '"1e999999999"'), (20, '1e-5'), (21, 'true'), (22, '[1]'), (23, '{"value": 1}'), (24, '"１"'), (25, '"$5"'), (26, '"+-5"'), (27, '"1_000"')
) as amounts (place, amount) order by place;
select call, pg_temp.says('select ' || replace(call, 'CASE', pg_temp.id('case 1')::text)) from (values
    (1, 'record_enforcement_payment(null, null)'), (2, 'record_enforcement_payment(''CASE'', null)'), (3, 'record_enforcement_payment(null, 1)'), (4, 'record_enforcement_payment(''CASE'', ''NaN'')'), (5, 'record_enforcement_payment(''CASE'', ''Infinity'')'),
    (6, 'record_enforcement_payment(''CASE'', ''-Infinity'')'), (7, 'record_enforcement_payment(''CASE'', 1e300)'), (8, 'record_enforcement_payment(''CASE'', 0.001)'), (9, 'record_enforcement_payment(''CASE'', 1, 102)'),
    (10, 'record_enforcement_payment(''CASE'', 1, 999)'), (11, 'record_enforcement_payment(''CASE'', 1, null, ''infinity'')'), (12, 'record_enforcement_payment(''CASE'', 1, null, ''-infinity'')'), (13, 'record_enforcement_payment(''CASE'', 1, null, ''10000-01-01'')'),
    (15, 'record_enforcement_payment(''CASE'', 1200.51, allow_overpayment => false)'), (16, 'record_enforcement_payment(''00000000-0000-4000-8000-000000000000'', 1)'),
    (17, 'record_enforcement_payment(''CASE'', 1, idempotency_key => '''')'), (18, 'record_enforcement_payment(''CASE'', 1, idempotency_key => ''  '')'), (19, 'record_enforcement_payment(''CASE'', 1, idempotency_key => repeat(''k'', 513))'),
    (20, 'record_enforcement_payment(''CASE'', ''ten'')')
) as calls (place, call) order by place;
select body, pg_temp.says(format('select record_enforcement_payment(%L::jsonb)', replace(body, 'CASE', pg_temp.id('case 1')::text))) from (values
    (1, '{"case_id": "CASE", "amount": 1, "received_at": "yesterday"}'), (2, '{"case_id": "CASE", "amount": 1, "received_at": "infinity"}'), (3, '{"case_id": "CASE", "amount": 1, "received_at": "-9999-01-01T00:00:00Z"}'), (4, '{"case_id": "CASE", "amount": 1, "received_at": 5}'), (5, '{"case_id": "CASE", "amount": 1, "judgment_id": "x"}'),
    (6, '{"case_id": "CASE", "amount": 1, "judgment_id": 102}'), (7, '{"case_id": "CASE", "amount": 1, "allow_overpayment": "perhaps"}'), (8, '{"case_id": "CASE", "amount": 1, "idempotency_key": 7}'), (9, '{"case_id": "CASE", "amount": 1, "currency": "EUR"}'),
    (10, '{"case_id": "CASE", "amount": 1, "source": {}}'), (11, '{"case_id": "CASE", "amount": 1, "idempotency_key": ""}')
) as bodies (place, body) order by place;
-- Nobody knows what is owed.
select pg_temp.says(format('select record_enforcement_payment(%L, 1)', pg_temp.id('case 2')));
select * from pg_temp.news();
-- A key that an application gave to an event of its own stands for no payment.
insert into enforcement_events (case_id, event_type, idempotency_key) values (pg_temp.id('case 1'), 'note', 'own');
select pg_temp.says(format('select record_enforcement_payment(%L, 1, idempotency_key => ''own'')', pg_temp.id('case 1')));
-- 512 characters are a key, of any kind.
select pg_temp.says(format('select record_enforcement_payment(%L, 1, idempotency_key => repeat(''ü'', 512)) - ''event_id''', pg_temp.id('case 1')));
rollback;
