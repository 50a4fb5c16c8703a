-- Moving a case: order, floor, override, lateral moves, SLA, history, event.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(101, 'anna'));
update enforcement_cases set stage_entered_at = now() - interval '3 days';
do $$ begin perform pg_temp.news(); end $$;
select pg_temp.plain(set_enforcement_stage(jsonb_build_object('case_id', pg_temp.id('case 1'), 'stage', ' Asset_Discovery ', 'actor', 'ben', 'note', 'looking', 'metadata', '{"from_page": "cases", "n": 1.10}'::jsonb)));
select * from pg_temp.news();
-- The same stage again: nothing is written.
select pg_temp.plain(set_enforcement_stage(pg_temp.id('case 1'), 'asset_discovery', 'ben', 'again', '{"a": 1}', true));
select * from pg_temp.news();
-- Positionally with untyped literals, five and six of them; by name.
select pg_temp.says(format('select set_enforcement_stage(%L, ''bank_levy'', ''ben'', null, null)', pg_temp.id('case 1')));
select * from pg_temp.news();
select pg_temp.says(format('select set_enforcement_stage(%L, ''wage_garnishment'', null, null, ''{"actor": "somebody else"}'', ''false'')', pg_temp.id('case 1')));
select * from pg_temp.news();
select pg_temp.plain(set_enforcement_stage(case_id => pg_temp.id('case 1'), stage => 'subpoena', actor => null, note => null, metadata => null));
select pg_temp.plain(set_enforcement_stage(case_id => pg_temp.id('case 1'), stage => 'bank_levy', actor => null, note => null, metadata => null, override => null));
do $$ begin perform pg_temp.news(); end $$;
-- Back only with override, which takes the floor along.
select pg_temp.says(format('select set_enforcement_stage(%L, ''contact_validation'', null, null, null)', pg_temp.id('case 1')));
select pg_temp.plain(set_enforcement_stage(jsonb_build_object('case_id', pg_temp.id('case 1'), 'stage', 'contact_validation', 'override', 'true')));
select * from pg_temp.news();
select pg_temp.plain(set_enforcement_stage(pg_temp.id('case 1'), 'asset_discovery', null, null, null));
-- A stage without an ordinal leaves the floor where it is, so the way back is still closed.
insert into enforcement_stage_lookup (stage, sla) values ('parked', interval '90 days');
do $$ begin perform pg_temp.news(); end $$;
select pg_temp.plain(set_enforcement_stage(pg_temp.id('case 1'), 'parked', null, null, null));
select * from pg_temp.news();
select pg_temp.says(format('select set_enforcement_stage(%L, ''pre_enforcement'', null, null, null)', pg_temp.id('case 1')));
select pg_temp.plain(set_enforcement_stage(pg_temp.id('case 1'), 'asset_discovery', null, null, null));
do $$ begin perform pg_temp.news(); end $$;
-- Also with override.
select pg_temp.plain(set_enforcement_stage(pg_temp.id('case 1'), 'parked', null, null, null, true));
select * from pg_temp.news();
-- Every shipped stage with its SLA, forward.
select stage, pg_temp.plain(set_enforcement_stage(pg_temp.id('case 1'), stage, 'ben', null, null))
from enforcement_stage_lookup where ordinal between 3 and 5 order by ordinal, stage;
-- One history row and one event per call that changed something, no more.
select (select count(*) from enforcement_history) as history, (select count(*) from enforcement_events) as events,
    (select count(*) from enforcement_history where delta ? 'current_stage') as stage_changes;
rollback;
