-- Payments: balances of judgment and case, history, event, repeated keys.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(101, 'anna'));
do $$ begin perform pg_temp.news(); end $$;
-- The first payment starts from judgment_amount.
select pg_temp.plain(record_enforcement_payment(jsonb_build_object('case_id', pg_temp.id('case 1'), 'amount', 200.10, 'judgment_id', 101, 'received_at', '2020-02-29T12:00:00+02:00', 'source', 'cheque', 'document_path', 'r.pdf', 'actor', 'ben', 'idempotency_key', 'k 1')));
select * from pg_temp.news();
-- The same key: the first result, nothing written, whatever else is sent, also on a closed case.
select pg_temp.plain(record_enforcement_payment(pg_temp.id('case 1'), 200.1, idempotency_key => 'k 1'));
select pg_temp.says(format('select record_enforcement_payment(%L, 200.10, 999, null, null, null, null, null, ''k 1'')', pg_temp.id('case 1')));
-- Another amount under the key.
select pg_temp.says(format('select record_enforcement_payment(%L, 200.11, idempotency_key => ''k 1'')', pg_temp.id('case 1')));
select * from pg_temp.news();
-- Positionally with untyped literals; an amount as text.
select pg_temp.says(format('select record_enforcement_payment(%L, ''0.40'', ''101'', ''2020-03-01 10:00:00'', ''wire'')', pg_temp.id('case 1')));
select * from pg_temp.news();
select pg_temp.plain(record_enforcement_payment(jsonb_build_object('case_id', pg_temp.id('case 1'), 'amount', ' 1e2 ', 'received_at', '2020-01-01T00:00:00')));
select * from pg_temp.news();
-- More than is owed, when that is meant: balances end at zero, the rest is surplus.
select pg_temp.plain(record_enforcement_payment(case_id => pg_temp.id('case 1'), amount => 1000, judgment_id => null, received_at => null, source => null, document_path => null, actor => null, allow_overpayment => true, idempotency_key => null));
select * from pg_temp.news();
-- Paid again: no balance changes, so no history.
select pg_temp.plain(record_enforcement_payment(jsonb_build_object('case_id', pg_temp.id('case 1'), 'amount', '0.010', 'allow_overpayment', 'true')));
select * from pg_temp.news();
-- The first balance less the sum of what was not surplus is what is owed.
select 1200.50 - sum((payload ->> 'amount')::numeric - (payload ->> 'surplus')::numeric) as computed, (select balance_due from judgments where id = 101) as balance_due,
    (select current_balance from enforcement_cases where id = pg_temp.id('case 1')) as current_balance from enforcement_events where event_kind = 'payment_received';
-- A closed case gives the first result of a key too.
select pg_temp.plain(close_enforcement_case(pg_temp.id('case 1'), 'satisfied'));
select pg_temp.plain(record_enforcement_payment(pg_temp.id('case 1'), 200.10, idempotency_key => 'k 1'));
-- balance_due comes before judgment_amount; a case whose own balance differs follows the judgment.
select pg_temp.plain(open_enforcement_case(104, 'anna'));
update enforcement_cases set current_balance = 77 where judgment_id = 104;
do $$ begin perform pg_temp.news(); end $$;
select pg_temp.plain(record_enforcement_payment(pg_temp.id('case 2'), 20));
select * from pg_temp.news();
rollback;
