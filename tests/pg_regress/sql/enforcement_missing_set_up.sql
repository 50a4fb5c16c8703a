-- A missing table of enforcement is 55000 with the statement that brings it back, with and without kept plans.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(101, 'anna')), pg_temp.plain(open_enforcement_case(104, 'anna'));
select pg_temp.plain(issue_subpoena(pg_temp.id('case 2'), 'Bank', '2031-01-31', null, 's.pdf') - 'due_date');
create temp table calls (place serial, call text);
insert into calls (call) select replace(replace(call, 'CASE', pg_temp.id('case 1')::text), 'ANSWERED', pg_temp.id('case 2')::text) from unnest(array[
    $$open_enforcement_case(102, null)$$, $$set_enforcement_stage('CASE', 'marshal', null, null, null)$$, $$log_enforcement_event('CASE', 'marshal_assigned')$$, $$queue_enforcement_action('CASE', 'marshal')$$,
    $$record_enforcement_payment('CASE', 1)$$, $$issue_subpoena('CASE', 'Bank', null, null, 's.pdf')$$, $$record_subpoena_response('ANSWERED', true)$$, $$set_tier_override('CASE', 'tier1')$$,
    $$set_enforcement_stage(101, 'collected')$$, $$refresh_enforcement_metrics()$$, $$close_enforcement_case('CASE', 'satisfied')$$]) with ordinality as calls (call, place) order by place;
create function pg_temp.outcome(call text) returns text language plpgsql as $$
declare
    detail text; hint text;
begin
    -- Undone, but what it prepared is kept.
    execute 'select ' || call;
    raise exception sqlstate 'UNDO0';
exception when sqlstate 'UNDO0' then
    return 'fine';
when others then
    get stacked diagnostics detail = pg_exception_detail, hint = pg_exception_hint;
    return sqlstate || ' ' || replace(sqlerrm, split_part(call, '(', 1), 'f') || ' | ' || detail || ' | ' || hint;
end $$;
create function pg_temp.without(missing text) returns table (dropped text, says text, calls text) language plpgsql as $$
begin
    begin
        execute format('drop table %s cascade', missing);
        create temp table found on commit drop as select pg_temp.outcome(call) as said, split_part(call, '(', 1) as name, place from pg_temp.calls order by place;
        return query select missing, said, string_agg(name, ', ' order by place) from found group by said order by min(place);
        raise exception sqlstate 'UNDO0';
    exception when sqlstate 'UNDO0' then null;
    end;
end $$;
select * from pg_temp.without('enforcement_history');
select * from pg_temp.without('enforcement_cases');
-- Every statement is kept from here on.
select distinct pg_temp.outcome(call) from calls;
select without.* from unnest(array['judgments', 'plaintiffs', 'plaintiff_tasks', 'enforcement_stage_lookup', 'enforcement_tier_lookup', 'enforcement_cases', 'enforcement_events', 'enforcement_history', 'enforcement_actions', 'enforcement_documents']) as missing, lateral pg_temp.without(missing) as without;
-- install() brings it back.
drop table enforcement_documents cascade;
select count(*) > 0 as repaired from dragonfly.install();
select pg_temp.outcome(format('issue_subpoena(%L, ''Bank'', null, null, ''s.pdf'')', pg_temp.id('case 1')));
-- What an application's trigger misses is its own affair.
create function pg_temp.fails() returns trigger language plpgsql as $$ begin perform from public.its_own_table; return new; end $$;
create trigger fails before insert on enforcement_actions for each row execute function pg_temp.fails();
select pg_temp.outcome(format('queue_enforcement_action(%L, ''garnishment'')', pg_temp.id('case 1')));
rollback;
