-- Actions: begun, carried on, ended; one active of a type per case.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(101, 'anna'));
do $$ begin perform pg_temp.news(); end $$;
-- Begins as planned; an action that goes on writes neither history nor event.
select pg_temp.plain(queue_enforcement_action(jsonb_build_object('case_id', pg_temp.id('case 1'), 'action_type', ' Bank_Levy ', 'metadata', '{"bank": "First", "n": 1.10}'::jsonb, 'actor', 'ben', 'status_reason', 'large account')));
select * from pg_temp.news();
-- The same status: metadata are merged.
select pg_temp.says(format('select queue_enforcement_action(%L, ''bank_levy'')', pg_temp.id('case 1')));
select * from pg_temp.news();
select pg_temp.says(format('select queue_enforcement_action(%L, ''bank_levy'', ''planned'', ''{"bank": "Second", "account": 7}'', ''cleo'', ''closed account'')', pg_temp.id('case 1')));
select * from pg_temp.news();
-- Skipping forward; then done: closed, with an event.
select pg_temp.plain(queue_enforcement_action(case_id => pg_temp.id('case 1'), action_type => 'bank_levy', status => 'served', metadata => null, actor => 'ben', status_reason => null));
select * from pg_temp.news();
select pg_temp.plain(queue_enforcement_action(pg_temp.id('case 1'), 'bank_levy', 'Completed', '{"yield": 12.30}', 'dan', 'paid out'));
select * from pg_temp.news();
-- Not reopened: a new one.
select pg_temp.plain(queue_enforcement_action(pg_temp.id('case 1'), 'bank_levy', 'pending', null, null, null));
select * from pg_temp.news();
-- Every status after every status.
create function pg_temp.after(first text, next text) returns text language plpgsql as $$
declare
    said text;
    events text;
begin
    delete from enforcement_actions;
    insert into enforcement_actions (enforcement_case_id, action_type, status, created_by) values (pg_temp.id('case 1'), 'marshal', first, 'x');
    delete from enforcement_events;
    said := pg_temp.says(format('select queue_enforcement_action(%L, ''marshal'', %L) - ''action_id'' - ''case_id'' - ''action_type''', pg_temp.id('case 1'), next));
    select string_agg(event_kind || ' ' || (payload - 'action_id')::text, ', ') into events from enforcement_events;
    return regexp_replace(said, 'action \d+', 'action N') || coalesce(e'\n' || events, '') || e'\n'
        || (select string_agg(status || case when closed_at is null then '' else ' closed' end, ', ' order by opened_at, status) from enforcement_actions);
end $$;
select first, next, pg_temp.after(first, next) from unnest(array['planned', 'pending', 'served', 'completed', 'failed', 'cancelled']) with ordinality as one (first, a),
    unnest(array['planned', 'pending', 'served', 'completed', 'failed', 'cancelled']) with ordinality as two (next, b) order by a, b;
rollback;
