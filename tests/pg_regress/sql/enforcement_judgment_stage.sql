-- judgment_stage in the lookup moves the judgment's stage along when a case is opened, moved and closed.
\i sql/enforcement.psql
update enforcement_stage_lookup set judgment_stage = 'filed' where stage in ('pre_enforcement', 'asset_discovery');
update enforcement_stage_lookup set judgment_stage = 'levy_issued' where stage = 'bank_levy';
update enforcement_stage_lookup set judgment_stage = 'collected' where stage = 'closed';
update judgments set enforcement_stage_updated_at = '2020-01-01';
do $$ begin perform pg_temp.news(); end $$;
select pg_temp.plain(open_enforcement_case(101, 'anna'));
select item, (select string_agg(line, e'\n') from regexp_split_to_table(wrote, e'\n') as line where item like 'judgment%' or line like 'delta.judgment.%' or line like 'stage:%') as wrote from pg_temp.news();
-- The judgment is there already.
update judgments set enforcement_stage_updated_at = '2020-01-01' where id = 101;
do $$ begin perform pg_temp.news(); end $$;
select pg_temp.plain(set_enforcement_stage(pg_temp.id('case 1'), 'asset_discovery', null, null, null));
select * from pg_temp.news();
select pg_temp.plain(set_enforcement_stage(pg_temp.id('case 1'), 'bank_levy', null, null, null));
select * from pg_temp.news();
-- A stage that says nothing leaves it.
select pg_temp.plain(set_enforcement_stage(pg_temp.id('case 1'), 'marshal', null, null, null));
select * from pg_temp.news();
select pg_temp.plain(close_enforcement_case(pg_temp.id('case 1'), 'satisfied'));
select * from pg_temp.news();
select pg_temp.says('select set_enforcement_stage(''00000000-0000-4000-8000-000000000000'', ''bank_levy'', null, null, null)');
rollback;
