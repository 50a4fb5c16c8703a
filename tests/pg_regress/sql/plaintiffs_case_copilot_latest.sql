-- The newest log of each case; malformed metadata of one row breaks nothing; service_role only.
\set ON_ERROR_ROLLBACK on
begin;
insert into judgments (id, case_number) select n, 'J-' || n from generate_series(1, 12) as n;
insert into enforcement_cases (id, judgment_id, case_number) select ('00000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid, n, nullif('C-' || n, 'C-2') from generate_series(1, 12) as n;
insert into case_copilot_logs (case_id, model, metadata, created_at)
select ('00000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid, 'gpt', metadata::jsonb, '2026-01-01' from (values
    (1, '{"summary": "old"}'), (2, '{}'), (3, 'null'), (4, '[]'), (5, '"text"'), (6, '7'),
    (7, '{"risk": "high", "recommended_actions": "levy", "draft_documents": {}, "timeline_analysis": 5, "contact_strategy": "call"}'),
    (8, '{"risk": {"value": "x", "drivers": {"a": 1}}, "summary": {"a": 1}, "recommended_actions": [1, {"a": null}, null, "levy"]}'),
    (9, '{"risk": {"value": 1e400}}'), (10, '{"risk": {"value": 99999999999999}}'), (11, '{"risk": {"value": -3.5}, "duration_ms": 12.50}')
) as logs (n, metadata);
insert into case_copilot_logs (case_id, model, metadata, created_at) values ('00000000-0000-0000-0000-000000000001', 'gpt-5', '{
    "summary": "pays", "recommended_actions": ["levy", "call"], "enforcement_suggestions": [{"a": 1}], "draft_documents": [{"d": 1}],
    "risk": {"value": 42, "label": "medium", "drivers": ["age"]}, "timeline_analysis": [{"t": 1}], "contact_strategy": [{"c": 1}],
    "status": "ok", "error": null, "env": "prod", "duration_ms": 1200}', '2026-01-02');
set role service_role;
\x on
select * from v_case_copilot_latest where case_number = 'C-1';
\x off
select case_number, summary, recommended_actions, enforcement_suggestions, draft_documents, risk_value, risk_label, risk_drivers, timeline_analysis, contact_strategy, duration_ms
from v_case_copilot_latest where judgment_id > 1 order by judgment_id;
set role enforcement_operator;
select count(*) from v_case_copilot_latest;
\echo :LAST_ERROR_SQLSTATE
select count(*) from case_copilot_logs;
\echo :LAST_ERROR_SQLSTATE
set role authenticated;
select count(*) from v_case_copilot_latest;
\echo :LAST_ERROR_SQLSTATE
set role anon;
select count(*) from case_copilot_logs;
\echo :LAST_ERROR_SQLSTATE
rollback;
