-- A tier by hand: set, for a while or for ever, and given back to the rules.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(102, 'anna', null, null, 40));
update enforcement_cases set tier_as_of = now() - interval '3 days';
do $$ begin perform pg_temp.news(); end $$;
select pg_temp.plain(set_tier_override(pg_temp.id('case 1'), ' Tier0 ', now() + interval '7 days', 'no hope', 'ben'));
select * from pg_temp.news();
-- The same again changes nothing.
select pg_temp.plain(set_tier_override(pg_temp.id('case 1'), 'tier0', now() + interval '7 days', 'no hope', 'cleo'));
select * from pg_temp.news();
-- For ever, by name; the tier stays, so does its time.
update enforcement_cases set tier_as_of = now() - interval '3 days';
do $$ begin perform pg_temp.news(); end $$;
select pg_temp.plain(set_tier_override(case_id => pg_temp.id('case 1'), tier => 'tier0', expires_at => null, note => null, actor => null));
select * from pg_temp.news();
-- Cleared: the rules decide, on score and balance.
select pg_temp.says(format('select set_tier_override(%L, null)', pg_temp.id('case 1')));
select * from pg_temp.news();
select pg_temp.plain(set_tier_override(pg_temp.id('case 1'), null));
select * from pg_temp.news();
-- Without a balance of its own the judgment's counts.
update enforcement_cases set current_balance = null, tier = 'tier1', tier_reason = 'x';
select pg_temp.plain(set_tier_override(pg_temp.id('case 1'), null));
select call, pg_temp.says('select ' || replace(call, 'CASE', pg_temp.id('case 1')::text)) from (values
    (1, 'set_tier_override(null, ''tier1'')'), (2, 'set_tier_override(null, null)'), (3, 'set_tier_override(''CASE'', ''tier4'')'), (4, 'set_tier_override(''CASE'', ''tier1'', now())'), (5, 'set_tier_override(''CASE'', ''tier1'', ''2020-01-01'')'),
    (6, 'set_tier_override(''CASE'', ''tier1'', ''infinity'')'), (7, 'set_tier_override(''00000000-0000-4000-8000-000000000000'', ''tier1'')'), (8, 'set_tier_override(''x'', ''tier1'')'), (9, 'set_tier_override(''CASE'', ''tier1'', ''soon'')'), (10, 'set_tier_override(''CASE'', ''A'')')
) as calls (place, call) order by place;
rollback;
