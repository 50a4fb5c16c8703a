-- Opening a case: what it takes from its judgment, its tier, its history and its event.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case('{"judgment_id": 101, "created_by": " anna ", "notes": "first look"}'));
select * from pg_temp.news();
-- The other door, positionally with untyped literals; a judgment without a plaintiff takes the one that is given.
select pg_temp.plain(open_enforcement_case('102', 'ben', 'bbbbbbbb-0000-4000-8000-000000000002', ' TIER1 ', '82', 'by hand'));
select * from pg_temp.news();
-- By name, with nothing set and nothing known.
select pg_temp.plain(open_enforcement_case(judgment_id => 103, created_by => null, plaintiff_id => null, tier => null, collectability_score => null, notes => null));
select * from pg_temp.news();
-- balance_due comes before judgment_amount; numbers as text; blanks are not set.
select pg_temp.plain(open_enforcement_case('{"judgment_id": " 104 ", "collectability_score": "35.0", "created_by": "  ", "tier": "", "plaintiff_id": "AAAAAAAA000040008000000000000001", "notes": " "}'));
select * from pg_temp.news();
-- Tiers on their bounds, by score and by balance; the higher one wins, the score is named first.
create function pg_temp.tier(score text, balance numeric) returns text language plpgsql as $$
declare
    opened uuid;
    its record;
begin
    update judgments set balance_due = balance where id = 105;
    opened := open_enforcement_case(jsonb_build_object('judgment_id', 105, 'collectability_score', score));
    select tier, tier_reason, tier_as_of = now() as now, tier_override, collectability_score, current_balance into its from enforcement_cases where id = opened;
    delete from enforcement_cases where judgment_id = 105;
    return its::text;
end $$;
select score, balance, pg_temp.tier(score, balance) from (values
    (1, null, 0.00), (2, '0', 4999.99), (3, '34.99', 4999.99), (4, '35', 0), (5, '59.99', null), (6, '60', 0), (7, '79.99', 0), (8, '80', 0), (9, '100', 0),
    (10, null, 5000), (11, null, 14999.99), (12, null, 15000), (13, null, 49999.99), (14, null, 50000), (15, '35', 15000), (16, '60', 5000), (17, '60.00', 15000), (18, '1e1', 0)
) as bounds (place, score, balance) order by place;
rollback;
