-- Who may call the functions of enforcement, and who reads and writes its tables.
\i sql/enforcement.psql
select pg_temp.plain(open_enforcement_case(101, 'anna'));
select pg_temp.plain(issue_subpoena(pg_temp.id('case 1'), 'Bank', '2031-01-31', null, 's.pdf'));
create role somebody login;
create role member login in role enforcement_operator;
create role servant login in role service_role;
create role idle login noinherit in role enforcement_operator;
create temp table calls (place serial, call text);
insert into calls (call) select 'select ' || replace(replace(call, 'CASE', pg_temp.id('case 1')::text), 'ACTION', pg_temp.id('action 1')::text) from unnest(array[
    $$open_enforcement_case(102, null)$$, $$open_enforcement_case('{"judgment_id": 102}')$$, $$close_enforcement_case('CASE', 'satisfied')$$, $$close_enforcement_case('{"case_id": "CASE", "status": "satisfied"}')$$,
    $$set_enforcement_stage('CASE', 'marshal', null, null, null)$$, $$set_enforcement_stage('{"case_id": "CASE", "stage": "marshal"}')$$, $$log_enforcement_event('CASE', 'marshal_assigned')$$, $$log_enforcement_event('{"case_id": "CASE", "event_kind": "marshal_assigned"}')$$,
    $$queue_enforcement_action('CASE', 'marshal')$$, $$queue_enforcement_action('{"case_id": "CASE", "action_type": "marshal"}')$$, $$record_enforcement_payment('CASE', 1)$$, $$record_enforcement_payment('{"case_id": "CASE", "amount": 1}')$$,
    $$issue_subpoena('CASE', 'Bank', null, null, 's.pdf')$$, $$issue_subpoena('{}')$$, $$record_subpoena_response('CASE', true)$$, $$record_subpoena_response('{"case_id": "CASE", "complied": false}')$$,
    $$set_tier_override('CASE', 'tier1')$$, $$set_enforcement_stage(101, 'collected')$$, $$refresh_enforcement_metrics()$$, $$dragonfly.set_judgment_stage(101, 'collected', null, null)$$, $$dragonfly.is_operator()$$]) with ordinality as calls (call, place) order by place;
create function pg_temp.outcome(caller text, call text) returns text language plpgsql as $$
begin
    execute format('set local role %I', caller);
    execute call;
    raise exception sqlstate 'UNDO0';
exception when others then
    return case sqlstate when 'UNDO0' then 'may' else sqlstate end;
end $$;
create view pg_temp.outcomes as select place, call, pg_temp.outcome('anon', call) as anon, pg_temp.outcome('authenticated', call) as authenticated, pg_temp.outcome('service_role', call) as service_role,
    pg_temp.outcome('enforcement_operator', call) as operator, pg_temp.outcome('somebody', call) as somebody, pg_temp.outcome('member', call) as member, pg_temp.outcome('servant', call) as servant, pg_temp.outcome('idle', call) as idle from calls;
select pg_temp.plain(call) as call, anon, authenticated, service_role, operator, somebody, member, servant, idle from pg_temp.outcomes order by place;
-- A call that is refused says who called; the function itself says so to authenticated.
set role authenticated;
select close_enforcement_case('00000000-0000-4000-8000-000000000000', 'satisfied');
\echo :LAST_ERROR_SQLSTATE
set role anon;
select close_enforcement_case('00000000-0000-4000-8000-000000000000', 'satisfied');
\echo :LAST_ERROR_SQLSTATE
reset role;
-- Rows that each role finds in tables and views; what it may write.
create function pg_temp.finds(caller text, relation text) returns text language plpgsql as $$
declare
    found bigint;
begin
    execute format('set local role %I', caller);
    execute format('select count(*) from %s', relation) into found;
    raise exception sqlstate 'UNDO0' using message = found::text;
exception when others then
    return case sqlstate when 'UNDO0' then sqlerrm else sqlstate end;
end $$;
create temp table relations (place serial, name text);
insert into relations (name) values ('judgments'), ('enforcement_cases'), ('enforcement_events'), ('enforcement_history'), ('enforcement_actions'), ('enforcement_documents'), ('enforcement_stage_lookup'), ('enforcement_tier_lookup'),
('v_enforcement_overview'), ('v_enforcement_stage_totals'), ('v_enforcement_summary'), ('v_enforcement_recent'), ('v_enforcement_timeline'), ('v_enforcement_case_summary');
select name, pg_temp.finds('anon', name) as anon, pg_temp.finds('authenticated', name) as authenticated, pg_temp.finds('service_role', name) as service_role, pg_temp.finds('enforcement_operator', name) as operator,
    pg_temp.finds('somebody', name) as somebody, pg_temp.finds('member', name) as member, pg_temp.finds('dragonfly_owner', name) as owner from relations order by place;
select name, has_table_privilege('anon', name, 'insert, update, delete, truncate, references, trigger') as anon, has_table_privilege('authenticated', name, 'insert, update, delete, truncate, references, trigger') as authenticated,
    has_table_privilege('enforcement_operator', name, 'insert, update, delete, truncate, references, trigger') as operator, has_table_privilege('service_role', name, 'insert') and has_table_privilege('service_role', name, 'update') and has_table_privilege('service_role', name, 'delete') as service_role,
    has_table_privilege('service_role', name, 'truncate, references, trigger') as service_role_more from relations where name not like 'v%' order by place;
-- What service_role writes directly goes through its policies.
set role service_role;
insert into judgments (id, case_number) values (201, 'J-201');
insert into enforcement_cases (judgment_id, status) values (201, 'open');
update enforcement_cases set assigned_to = 'x' where judgment_id = 201;
insert into enforcement_history (judgment_id, stage) values (201, 'free text');
insert into enforcement_actions (enforcement_case_id, action_type, status, created_by) select id, 'marshal', 'planned', 'x' from enforcement_cases where judgment_id = 201;
insert into enforcement_documents (enforcement_case_id, doc_kind, storage_path, uploaded_by) select id, 'photo', 'p.jpg', 'x' from enforcement_cases where judgment_id = 201;
update enforcement_stage_lookup set sla = interval '2 days' where stage = 'marshal';
update enforcement_tier_lookup set label = 'x' where tier = 'tier0';
delete from enforcement_cases where judgment_id = 201;
reset role;
set role enforcement_operator;
update enforcement_cases set assigned_to = 'x';
\echo :LAST_ERROR_SQLSTATE
insert into enforcement_events (case_id, event_type) select null, 'x';
\echo :LAST_ERROR_SQLSTATE
rollback;
