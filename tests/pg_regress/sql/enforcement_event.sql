-- Logging what happened: the event, and the status that some kinds move.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(101, 'anna'));
insert into plaintiff_tasks (id, plaintiff_id, kind) values ('dddddddd-0000-4000-8000-000000000004', 'aaaaaaaa-0000-4000-8000-000000000001', 'call');
do $$ begin perform pg_temp.news(); end $$;
-- The payload stays as it was sent, to the last digit; NULL and left out is {}.
select pg_temp.plain(log_enforcement_event(jsonb_build_object('case_id', pg_temp.id('case 1'), 'event_kind', ' Bank_Levy_Filed ', 'payload', '{"bank": "First", "n": 1.10, "big": 12345678901234567890123, "case_id": "inner"}'::jsonb,
    'document_path', ' levy.pdf ', 'related_task_id', 'dddddddd-0000-4000-8000-000000000004', 'actor', 'ben', 'note', ' filed ')));
select * from pg_temp.news();
-- The same again: an event, but nothing changed, so no history.
select pg_temp.says(format('select log_enforcement_event(%L, ''bank_levy_filed'', null, ''again.pdf'')', pg_temp.id('case 1')));
select * from pg_temp.news();
select pg_temp.plain(log_enforcement_event(case_id => pg_temp.id('case 1'), event_kind => 'asset_search_requested', payload => null, document_path => null, related_task_id => null, actor => null, note => null));
select * from pg_temp.news();
-- Every kind: what it needs and what it moves. The last logged one decides, in any order.
select kind, pg_temp.says(format('select log_enforcement_event(%L, %L)', pg_temp.id('case 1'), kind)) as without_document
from unnest(enum_range(null::enforcement_event_kind)) with ordinality as kinds (kind, place) order by place;
do $$ begin perform pg_temp.news(); end $$;
create function pg_temp.moves(kind text) returns text language plpgsql as $$
declare
    said text;
begin
    perform log_enforcement_event(pg_temp.id('case 1'), kind, '{}', 'd.pdf');
    select string_agg(wrote, e'\n') into said from pg_temp.news() where item like 'case%';
    return said;
end $$;
select kind, pg_temp.moves(kind) from (
    select kind::text, place from unnest(enum_range(null::enforcement_event_kind)) with ordinality as kinds (kind, place) where place <= 14
    union all values ('bank_levy_served', 20), ('bank_levy_filed', 21), ('garnishment_order_signed', 22), ('marshal_assigned', 23), ('marshal_assigned', 24)) as kinds order by place;
-- One history row for each move, none else; neither stage nor actions moved.
select (select count(*) from enforcement_history) as history, (select count(*) from enforcement_events) as events, (select count(*) from enforcement_actions) as actions,
    (select current_stage from enforcement_cases where id = pg_temp.id('case 1')) as stage;
select event_type, event_type = event_kind::text as same, count(*) from enforcement_events group by 1, 2 order by 1;
-- A closed case takes events, and its status still follows.
select pg_temp.plain(close_enforcement_case(pg_temp.id('case 1'), 'satisfied'));
do $$ begin perform pg_temp.news(); end $$;
select pg_temp.plain(log_enforcement_event(pg_temp.id('case 1'), 'garnishment_remittance'));
select * from pg_temp.news();
rollback;
