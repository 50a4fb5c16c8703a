-- The older set_enforcement_stage(_judgment_id, …): the judgment's stage, in seven words, as a row of the judgment.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(101, 'anna'));
update judgments set enforcement_stage_updated_at = '2020-01-01';
do $$ begin perform pg_temp.news(); end $$;
-- Four untyped literals mean this form; so do its names.
select id, case_number, enforcement_stage, enforcement_stage_updated_at = now() as now from set_enforcement_stage('101', ' Levy_Issued ', 'sent', ' ben ');
select * from pg_temp.news();
-- The same stage writes nothing.
select id, enforcement_stage from set_enforcement_stage(101, 'LEVY_ISSUED', 'again', 'ben');
select * from pg_temp.news();
-- Without an open case the history has none.
select id, enforcement_stage from set_enforcement_stage(_judgment_id => 102, _new_stage => 'collected');
select * from pg_temp.news();
select pg_temp.plain(close_enforcement_case(pg_temp.id('case 1'), 'satisfied'));
do $$ begin perform pg_temp.news(); end $$;
select id, enforcement_stage from set_enforcement_stage(_judgment_id => 101, _new_stage => 'payment_plan', _note => ' ', _changed_by => null);
select * from pg_temp.news();
-- All seven.
select stage, (set_enforcement_stage(103, stage)).enforcement_stage from unnest(array['paperwork_filed', 'levy_issued', 'payment_plan', 'waiting_payment', 'collected', 'closed_no_recovery', 'pre_enforcement']) as stage;
do $$ begin perform pg_temp.news(); end $$;
select call, pg_temp.says('select ' || call) from (values
    (1, 'set_enforcement_stage(null, ''collected'')'), (2, 'set_enforcement_stage(101, null)'), (3, 'set_enforcement_stage(101, '' '')'), (4, 'set_enforcement_stage(101, '' Bank_Levy '')'), (5, 'set_enforcement_stage(101, ''closed'')'),
    (6, 'set_enforcement_stage(999, ''collected'')'), (7, 'set_enforcement_stage(''x'', ''collected'', null, null)'), (8, 'set_enforcement_stage(null, null, null, null)')
) as calls (place, call) order by place;
select * from pg_temp.news();
-- Operators and service_role; anon where the setting says so, authenticated not even then.
create function pg_temp.outcome(caller text) returns text language plpgsql as $$
begin
    execute format('set local role %I', caller);
    perform set_enforcement_stage(104, 'collected');
    raise exception sqlstate 'UNDO0' using message = (select changed_by from enforcement_history order by id desc limit 1);
exception when others then
    return case sqlstate when 'UNDO0' then 'may, as ' || sqlerrm else sqlstate || ' ' || sqlerrm end;
end $$;
grant select on enforcement_history to anon;
create policy for_the_test on enforcement_history for select using (true);
select caller, pg_temp.outcome(caller) from unnest(array['anon', 'authenticated', 'service_role', 'enforcement_operator']) as caller;
set dragonfly_queue.anon_may_set_stage = on;
select caller, pg_temp.outcome(caller) from unnest(array['anon', 'authenticated', 'service_role', 'enforcement_operator']) as caller;
set role anon;
set dragonfly_queue.anon_may_set_stage = off;
select dragonfly.set_judgment_stage(104, 'collected', null, null);
select set_enforcement_stage('{"case_id": null}');
\echo :LAST_ERROR_SQLSTATE
reset role;
select proowner::regrole, prosecdef, proconfig, proisstrict, pg_get_function_result(oid) from pg_proc where oid = 'set_enforcement_stage(bigint, text, text, text)'::regprocedure;
-- It is no member of the extension.
select count(*) from pg_depend where objid = 'set_enforcement_stage(bigint, text, text, text)'::regprocedure and deptype = 'e';
rollback;
