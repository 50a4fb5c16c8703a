-- The nightly refresh: tiers by the rules, overrides that expired, what was missing; a second run changes nothing.
\i sql/enforcement.psql
insert into enforcement_cases (judgment_id, current_stage, collectability_score, current_balance, tier, tier_reason, tier_as_of, next_action_at, tier_override, override_expires_at, override_note, status, closed_at) values
(101, 'bank_levy', 79.99, 100, 'tier3', 'score 90.00 >= 80', '2020-01-01', now() - interval '1 day', null, null, null, 'open', null),
(102, 'bank_levy', null, null, null, null, null, null, null, null, null, 'open', null),
(103, 'closed', 10, 20, 'tier3', 'override', '2020-01-01', now() + interval '1 day', 'tier3', '2020-02-01', 'until spring', 'open', null),
(104, null, 35, 0, 'tier3', 'override', '2020-01-01', now(), 'tier3', null, 'for ever', 'open', null),
(105, 'bank_levy', 80, 50000, 'tier0', 'default', '2020-01-01', '2020-01-01', null, null, null, 'closed', '2020-01-02');
do $$ begin perform pg_temp.news(); end $$;
select refresh_enforcement_metrics();
select * from pg_temp.news();
select refresh_enforcement_metrics();
select * from pg_temp.news();
-- Scores and balances on the bounds, for a case that has no tier yet.
delete from enforcement_cases where judgment_id <> 105;
update enforcement_cases set status = 'open' where judgment_id = 105;
create function pg_temp.refreshed(score numeric, balance numeric) returns text language plpgsql as $$
declare
    its record;
begin
    update enforcement_cases set collectability_score = score, current_balance = balance, tier = null, tier_reason = null where judgment_id = 105;
    perform refresh_enforcement_metrics();
    select tier, tier_reason into its from enforcement_cases where judgment_id = 105;
    return its::text;
end $$;
select score, balance, pg_temp.refreshed(score, balance) from (values
    (1, 0.00, 0.00), (2, 34.99, 4999.99), (3, 35, 0), (4, 59.99, 0), (5, 60, 0), (6, 79.99, 0), (7, 80, 0), (8, 100, 0), (9, null, 0),
    (10, null, 5000), (11, null, 14999.99), (12, null, 15000), (13, null, 49999.99), (14, null, 50000), (15, 35, 15000), (16, 60, 5000), (17, 60, 15000), (18, 82, 52000)
) as bounds (place, score, balance) order by place;
-- An override of today holds until its end.
update enforcement_cases set tier_override = 'tier1', override_expires_at = now() + interval '1 microsecond', next_action_at = null, current_stage = 'asset_discovery';
do $$ begin perform pg_temp.news(); end $$;
select refresh_enforcement_metrics();
select * from pg_temp.news();
update enforcement_cases set override_expires_at = now();
select refresh_enforcement_metrics();
-- The rules are rows.
update enforcement_tier_lookup set min_score = 90, min_balance = null where tier = 'tier3';
select refresh_enforcement_metrics();
select tier, tier_reason from enforcement_cases;
delete from enforcement_tier_lookup;
select refresh_enforcement_metrics();
select tier, tier_reason from enforcement_cases;
rollback;
-- Not with another isolation level.
begin isolation level repeatable read;
select refresh_enforcement_metrics();
\echo :LAST_ERROR_SQLSTATE
rollback;
