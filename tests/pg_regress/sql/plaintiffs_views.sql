-- The consoles' views: open tasks, call queue, overview, judgment pipeline.
begin;
insert into plaintiffs (id, name, firm_name, email, phone, tier) values
('00000000-0000-0000-0000-00000000000a', 'Ann', 'Ann LLC', 'a@x.y', '555', 'gold'), ('00000000-0000-0000-0000-00000000000b', 'Bob', null, null, null, null);
insert into judgments (id, case_number, plaintiff_id, judgment_amount, defendant_name) values
(1, 'N-1', '00000000-0000-0000-0000-00000000000a', 100.50, 'Dee'), (2, 'N-2', '00000000-0000-0000-0000-00000000000a', 200, null), (3, 'N-3', null, 7, null);
insert into enforcement_cases (id, judgment_id) values ('00000000-0000-0000-0000-00000000000c', 1);
update enforcement_cases set status = 'closed', closed_at = now();
insert into enforcement_cases (id, judgment_id) values ('00000000-0000-0000-0000-00000000000d', 1);
insert into judgments.cases (case_id, case_number, source, judgment_date, amount_awarded) values
('00000000-0000-0000-0000-00000000000e', 'N-1', 'a', (now() at time zone 'utc')::date - 10, 5000), ('00000000-0000-0000-0000-00000000000f', 'N-1', 'b', (now() at time zone 'utc')::date - 20, 1);
insert into judgments.enrichment_runs (case_id, status, created_at) values ('00000000-0000-0000-0000-00000000000e', 'failed', now() - interval '1 day'), ('00000000-0000-0000-0000-00000000000e', 'completed', now());
insert into plaintiff_tasks (id, plaintiff_id, kind, status, due_at, note, case_id, task_code) values
('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000a', 'call', 'open', '2031-01-02', 'later', null, null),
('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-00000000000a', 'call', 'in_progress', '2031-01-01', 'sooner', null, null),
('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-00000000000a', 'call', 'closed', '2030-01-01', 'done', null, null),
('00000000-0000-0000-0000-000000000004', '00000000-0000-0000-0000-00000000000b', 'review', 'open', null, null, '00000000-0000-0000-0000-00000000000d', 'review_production');
insert into plaintiff_call_attempts (plaintiff_id, outcome, interest_level, notes, attempted_at) values
('00000000-0000-0000-0000-00000000000a', 'no_answer', null, null, now() - interval '5 days'), ('00000000-0000-0000-0000-00000000000a', 'reached', 'warm', 'nice', now() - interval '49 hours');
set role service_role;
\x on
select * from v_plaintiffs_overview order by plaintiff_name;
select task_id, plaintiff_id, plaintiff_name, firm_name, email, phone, plaintiff_status, judgment_total, case_count, top_collectability_tier, case_id, kind, status, assignee,
    due_at at time zone 'UTC' as due_at, created_at = now() as created, note, metadata, severity, task_code from v_plaintiff_open_tasks order by task_id;
select task_id, plaintiff_id, plaintiff_name, firm_name, status, task_status, tier, total_judgment_amount, case_count, phone, last_contact_at = last_contacted_at as contact,
    days_since_contact, last_call_outcome, last_call_attempted_at = last_contact_at as attempted, last_call_interest_level, last_call_notes, due_at at time zone 'UTC' as due_at, notes, created_at = now() as created
from v_plaintiff_call_queue;
select judgment_id, case_number, plaintiff_id, plaintiff_name, defendant_name, judgment_amount, enforcement_stage, collectability_tier, collectability_age_days,
    last_enriched_at, last_enrichment_status, enforcement_case_id from v_judgment_pipeline order by judgment_id;
\x off
reset role;
select attrelid::regclass as view, string_agg(attname, ', ' order by attnum) as columns from pg_attribute
where attrelid in ('v_plaintiff_open_tasks'::regclass, 'v_plaintiff_call_queue'::regclass, 'v_plaintiffs_overview'::regclass, 'v_judgment_pipeline'::regclass) and attnum > 0
group by attrelid order by 1;
rollback;
