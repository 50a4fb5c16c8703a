-- The views: their columns in order with their types, and what their rows say.
\i sql/enforcement.psql
select attrelid::regclass as view, string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' order by attnum) as columns, min(reloptions::text) as options
from pg_attribute join pg_class on pg_class.oid = attrelid
where relnamespace = 'public'::regnamespace and relname like 'v\_enforcement\_%' and attnum > 0 and not attisdropped group by attrelid order by attrelid::regclass::text;
-- Judgments that several sources know: the newest decides, and none is counted twice.
insert into judgments.cases (case_number, judgment_date, collectability_tier, org_id, source) values
('J-101', '2020-01-01', 'A', gen_random_uuid(), 'one'), ('J-101', '2021-01-01', 'B', gen_random_uuid(), 'two'), ('J-101', null, 'C', gen_random_uuid(), 'three'),
('J-102', null, 'A', gen_random_uuid(), 'one'), ('J-999', '2022-01-01', 'A', gen_random_uuid(), 'one');
select judgment_id, collectability_tier, case_count, total_judgment_amount from v_enforcement_overview order by judgment_id;
select count(*) as rows, sum(case_count) as judgments, sum(total_judgment_amount) as amount from v_enforcement_overview;
select count(*) as judgments, sum(judgment_amount) as amount from judgments;
select * from v_enforcement_stage_totals order by 1, 2;
select (select count(*) from (select enforcement_stage, collectability_tier, sum(case_count), sum(total_judgment_amount) from v_enforcement_overview group by 1, 2
    except select * from v_enforcement_stage_totals) as missing) as differences;
-- Days in a stage are whole days, from opened_at where nobody knows when it was entered; breached is past, not now.
insert into enforcement_cases (judgment_id, case_number, current_stage, tier, current_balance, opened_at, stage_entered_at, next_action_at, status) values
(101, 'own number', 'bank_levy', 'tier1', 100.10, now() - interval '9 days', now() - interval '1 day', now() - interval '1 microsecond', 'open'),
(102, null, 'bank_levy', 'tier1', 200, now() - interval '9 days', null, now(), 'open'),
(103, null, 'bank_levy', 'tier1', null, now(), now() - interval '1 day' + interval '1 microsecond', null, 'open'),
(104, null, null, null, 50, now(), now() - interval '3 days', now() + interval '1 day', 'waiting'),
(105, null, 'closed', 'tier1', 1000, now() - interval '99 days', now(), now() - interval '1 day', 'closed');
select judgment_id, case_id is not null as has_case, case_number, tier, current_stage, next_action_at - now() as due, days_in_stage, current_balance, sla_breached from v_enforcement_overview order by 1;
select tier, current_stage, case_count, total_current_balance, sla_breach_count, oldest_days_in_stage, is_total from v_enforcement_summary order by tier, is_total, current_stage;
-- Totals are the sums of their cells.
select tier, count(*) filter (where is_total) as totals, sum(case_count) filter (where is_total) = sum(case_count) filter (where not is_total) as counts,
    sum(total_current_balance) filter (where is_total) is not distinct from sum(total_current_balance) filter (where not is_total) as balances from v_enforcement_summary group by tier order by tier;
-- The newest first; the plaintiff's name before what was filed.
update judgments set enforcement_stage_updated_at = '2020-01-01' where id in (101, 104);
update judgments set enforcement_stage_updated_at = '2021-01-01' where id = 102;
select judgment_id, case_number, plaintiff_id, plaintiff_name, judgment_amount, enforcement_stage, collectability_tier, case_id is not null as has_case, tier, current_stage, days_in_stage from v_enforcement_recent;
-- The latest event of a case, of closed cases too.
select pg_temp.plain(log_enforcement_event((select id from enforcement_cases where judgment_id = 105), 'asset_search_completed', '{"found": 1}', null, null, 'anna', 'late'));
insert into enforcement_events (case_id, event_type, event_date, notes, metadata) select id, 'call_made', now() - interval '1 day', 'old client', '{"a": 1}' from enforcement_cases where judgment_id in (101, 105);
select judgment_id, case_number, status, current_stage, judgment_amount, plaintiff_id, plaintiff_name, latest_event_type, latest_event_date - now() as since, latest_event_note, latest_event_metadata from v_enforcement_case_summary order by 1;
rollback;
