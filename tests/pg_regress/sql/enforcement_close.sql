-- Closing a case: the case, its actions, one history row and one event.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(101, 'anna'));
select pg_temp.plain(queue_enforcement_action(pg_temp.id('case 1'), 'bank_levy', 'served', '{"bank": "First"}', 'ben'));
select pg_temp.plain(queue_enforcement_action(pg_temp.id('case 1'), 'garnishment', null, null, 'ben', 'why'));
select pg_temp.plain(queue_enforcement_action(pg_temp.id('case 1'), 'marshal', 'pending', null, 'ben'));
select pg_temp.plain(queue_enforcement_action(pg_temp.id('case 1'), 'marshal', 'failed', null, 'ben', 'nobody home'));
update enforcement_cases set stage_entered_at = now() - interval '3 days';
do $$ begin perform pg_temp.news(); end $$;
-- The ids are in their own order.
select pg_temp.plain(answer - 'actions_closed') as answer,
    (select array_agg(names.name order by names.name) from jsonb_array_elements_text(answer -> 'actions_closed') as closed join names on names.id = closed) as actions_closed
from (select close_enforcement_case(jsonb_build_object('case_id', pg_temp.id('case 1'), 'status', ' Satisfied ', 'note', 'paid', 'closed_by', 'cleo')) as answer) as closing;
create temp view its_event as select metadata, payload - 'actions_closed' as payload,
    (select array_agg(closed order by closed) from jsonb_array_elements_text(payload -> 'actions_closed') as closed (closed)) = (select array_agg(id::text order by id::text) from enforcement_actions where status_reason like 'case closed%') as actions_closed
from enforcement_events where payload ? 'closure_reason';
select * from its_event;
update enforcement_events set payload = payload - 'actions_closed' where payload ? 'closure_reason';
select * from pg_temp.news();
-- Positionally with untyped literals; without actions the list is empty.
select pg_temp.plain(open_enforcement_case(102, 'anna'));
do $$ begin perform pg_temp.news(); end $$;
select pg_temp.says(format('select close_enforcement_case(%L, ''uncollectible'')', pg_temp.id('case 2')));
select * from pg_temp.news();
-- By name, everything else null; from a stage on the way.
select pg_temp.plain(open_enforcement_case(103, 'anna'));
select pg_temp.plain(set_enforcement_stage(pg_temp.id('case 3'), 'marshal', 'anna', null, null));
do $$ begin perform pg_temp.news(); end $$;
select pg_temp.plain(close_enforcement_case(case_id => pg_temp.id('case 3'), status => 'withdrawn', note => null, closed_by => null));
select * from pg_temp.news();
rollback;
