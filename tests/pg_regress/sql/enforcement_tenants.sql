-- A restrictive policy on enforcement_cases makes tenants: another tenant's case is not there, for functions, tables, views and
-- documents alike; the nightly job sees them all.
\i sql/enforcement.psql
update judgments set metadata = '{"tenant": "a"}' where id in (101, 102);
update judgments set metadata = '{"tenant": "b"}' where id in (103, 104);
update judgments set judgment_amount = 500 where id = 103;
create policy tenants on enforcement_cases as restrictive to public using (
    current_setting('role') in ('none', 'service_role')
    or exists (select from public.judgments as judgment where judgment.id = judgment_id
        and judgment.metadata ->> 'tenant' = nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'tenant'));
select pg_temp.plain(open_enforcement_case(101, 'x')), pg_temp.plain(open_enforcement_case(103, 'x'));
select pg_temp.plain(issue_subpoena(pg_temp.id('case 1'), 'Bank', '2031-01-31', null, 'a.pdf') - 'due_date'), pg_temp.plain(issue_subpoena(pg_temp.id('case 2'), 'Bank', '2031-01-31', null, 'b.pdf') - 'due_date');
insert into plaintiff_tasks (plaintiff_id, kind, case_id) values ('aaaaaaaa-0000-4000-8000-000000000001', 'call', pg_temp.id('case 1')), ('bbbbbbbb-0000-4000-8000-000000000002', 'call', pg_temp.id('case 2'));
grant all on all tables in schema pg_temp to public;
create temp table calls (place serial, call text);
insert into calls (call) select 'select ' || call from unnest(array[
    $$close_enforcement_case('CASE', 'satisfied')$$, $$close_enforcement_case('{"case_id": "CASE", "status": "satisfied"}')$$, $$set_enforcement_stage('CASE', 'marshal', null, null, null)$$, $$log_enforcement_event('CASE', 'marshal_assigned')$$, $$queue_enforcement_action('CASE', 'marshal')$$,
    $$record_enforcement_payment('CASE', 1)$$, $$issue_subpoena('CASE', 'Bank', null, null, 's.pdf')$$, $$record_subpoena_response('CASE', true)$$, $$set_tier_override('CASE', 'tier1')$$]) with ordinality as calls (call, place) order by place;
grant select on calls to public;
create function pg_temp.outcome(call text) returns text language plpgsql as $$
begin
    execute call;
    raise exception sqlstate 'UNDO0';
exception when others then
    return case sqlstate when 'UNDO0' then 'may' else sqlstate || ' ' || regexp_replace(sqlerrm, '[0-9a-f-]{36}', '…') end;
end $$;
create temp table mine as select pg_temp.id('case 1') as id;
create temp table others as select pg_temp.id('case 2') as id;
grant select on mine, others to public;
create view pg_temp.outcomes with (security_invoker = true) as select call, pg_temp.outcome(replace(call, 'CASE', (select id::text from mine))) as mine, pg_temp.outcome(replace(call, 'CASE', (select id::text from others))) as others from calls order by place;
grant select on pg_temp.outcomes to public;
-- As an operator of tenant a, by role and by claim.
set session authorization authenticator;
set role enforcement_operator;
set request.jwt.claims = '{"role": "enforcement_operator", "tenant": "a"}';
select * from pg_temp.outcomes;
select pg_temp.outcome('select open_enforcement_case(102, null)') as mine, pg_temp.outcome('select open_enforcement_case(103, null)') as has_one, pg_temp.outcome('select open_enforcement_case(104, null)') as has_none;
select judgment_id from enforcement_cases;
select storage_path from enforcement_documents;
select judgment_id, case_id is not null as has_case, current_stage from v_enforcement_overview where judgment_id in (101, 103) order by 1;
select judgment_id, case_id is not null as has_case from v_enforcement_recent where judgment_id in (101, 103) order by 1;
select item_kind, case_id = (select id from mine) as mine, count(*) from v_enforcement_timeline group by 1, 2 order by 1;
select tier, current_stage, case_count, is_total from v_enforcement_summary order by is_total;
select judgment_id from v_enforcement_case_summary;
set role authenticated;
set request.jwt.claims = '{"role": "authenticated", "app_metadata": {"role": "enforcement_operator"}, "tenant": "a"}';
select count(*) filter (where mine = 'may') as mine, count(*) filter (where others like 'PT404%') as others_hidden from pg_temp.outcomes;
select judgment_id from enforcement_cases;
select storage_path from enforcement_documents;
-- Without the rank the tenant opens nothing.
set request.jwt.claims = '{"role": "authenticated", "tenant": "a"}';
select distinct left(mine, 5), left(others, 5) from pg_temp.outcomes;
select (select count(*) from enforcement_cases) as cases, (select count(*) from enforcement_documents) as documents, (select count(*) from v_enforcement_timeline) as timeline;
-- service_role and the nightly job see all.
set role service_role;
select judgment_id from enforcement_cases order by 1;
select storage_path from enforcement_documents order by 1;
select refresh_enforcement_metrics() ->> 'cases_examined' as examined;
reset session authorization;
select refresh_enforcement_metrics() ->> 'cases_examined' as examined;
-- The other tenant's case is as it was.
select current_stage, status, levy_status, current_balance from enforcement_cases where id = (select id from others);
rollback;
