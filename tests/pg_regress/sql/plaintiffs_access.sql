-- Who reads and who writes what: every table and view of plaintiffs, enrichment and imports.
\set ON_ERROR_ROLLBACK on
begin;
insert into plaintiffs (id, name) values ('00000000-0000-0000-0000-00000000000a', 'Ann');
insert into judgments (id, case_number, plaintiff_id, judgment_amount) values (7, 'J-7', '00000000-0000-0000-0000-00000000000a', 10);
insert into enforcement_cases (id, judgment_id) values ('00000000-0000-0000-0000-00000000000c', 7);
insert into plaintiff_contacts (plaintiff_id) values ('00000000-0000-0000-0000-00000000000a');
insert into plaintiff_tasks (plaintiff_id, kind) values ('00000000-0000-0000-0000-00000000000a', 'call');
insert into plaintiff_call_attempts (plaintiff_id, outcome) values ('00000000-0000-0000-0000-00000000000a', 'x');
insert into plaintiff_status_history (plaintiff_id, status) values ('00000000-0000-0000-0000-00000000000a', 'x');
insert into case_copilot_logs (case_id, model) values ('00000000-0000-0000-0000-00000000000c', 'x');
insert into judgments.cases (case_id, case_number) values ('00000000-0000-0000-0000-00000000000d', 'J-7');
insert into judgments.enrichment_runs (case_id, status) values ('00000000-0000-0000-0000-00000000000d', 'x');
insert into parties.entities (entity_id, case_id, name_normalized) values ('00000000-0000-0000-0000-00000000000e', '00000000-0000-0000-0000-00000000000d', 'x');
insert into parties.entity_links (entity_id, judgment_id) values ('00000000-0000-0000-0000-00000000000e', 7);
insert into enrichment.contacts (entity_id, kind, value) values ('00000000-0000-0000-0000-00000000000e', 'phone', 'x');
insert into enrichment.assets (entity_id, asset_type) values ('00000000-0000-0000-0000-00000000000e', 'dba');
insert into import_runs (import_kind, source_system) values ('x', 'x');
insert into raw_simplicity_imports (raw_data) values ('{}');
create function pg_temp.seen(caller text, relation text, claims text default '') returns text language plpgsql as $$
declare seen text;
begin
    perform set_config('request.jwt.claims', claims, true);
    execute format('set local role %I', caller);
    execute 'select count(*) from ' || relation into seen;
    reset role;
    return seen;
exception when others then
    return sqlstate;
end $$;
create function pg_temp.writes(caller text, relation text) returns text language plpgsql as $$
begin
    execute format('set local role %I', caller);
    execute 'delete from ' || relation;
    raise exception sqlstate 'UNDO0';
exception when others then
    return case sqlstate when 'UNDO0' then 'may' else sqlstate end;
end $$;
select relation, pg_temp.seen('anon', relation) as anon, pg_temp.seen('authenticated', relation) as authenticated,
    pg_temp.seen('enforcement_operator', relation) as operator, pg_temp.seen('service_role', relation) as service_role,
    pg_temp.writes('authenticated', relation) as authenticated_writes, pg_temp.writes('enforcement_operator', relation) as operator_writes,
    pg_temp.writes('service_role', relation) as service_role_writes
from unnest(array['plaintiffs', 'plaintiff_contacts', 'plaintiff_tasks', 'plaintiff_call_attempts', 'plaintiff_status_history', 'case_copilot_logs',
    'judgments.cases', 'judgments.enrichment_runs', 'parties.entities', 'parties.entity_links', 'enrichment.contacts', 'enrichment.assets',
    'import_runs', 'raw_simplicity_imports']) as relation;
select relation, pg_temp.seen('anon', relation) as anon, pg_temp.seen('authenticated', relation) as authenticated,
    pg_temp.seen('enforcement_operator', relation) as operator, pg_temp.seen('service_role', relation) as service_role
from unnest(array['judgments.v_collectability_snapshot', 'v_collectability_snapshot', 'v_plaintiffs_overview', 'v_plaintiff_open_tasks',
    'v_plaintiff_call_queue', 'v_judgment_pipeline', 'v_priority_pipeline', 'v_case_copilot_latest']) as relation;
-- Who may call what; inside, nothing stops them but their own mistakes.
create function pg_temp.calls(caller text, call text) returns text language plpgsql as $$
begin
    execute format('set local role %I', caller);
    execute call;
    return 'may';
exception when others then
    return case sqlstate when '42501' then sqlstate else 'may' end;
end $$;
select call, pg_temp.calls('anon', call) as anon, pg_temp.calls('authenticated', call) as authenticated,
    pg_temp.calls('enforcement_operator', call) as operator, pg_temp.calls('service_role', call) as service_role
from unnest(array[
    'select log_call_outcome(null, null)', 'select log_call_outcome(null::json)', 'select request_case_copilot(null)',
    'select set_case_enrichment(null, null, null)', 'select set_case_scores(null, null, null, null, null, null, null, null)',
    'select upsert_enrichment_bundle()', 'select insert_or_get_entity()', 'select insert_or_get_case_with_entities()',
    'select process_simplicity_imports(null)']) as call;
-- Retired functions are gone.
select to_regproc('ack_job'), to_regproc('complete_plaintiff_call_task'), to_regproc('set_updated_at');
-- Row level security is enabled and forced on every table, as on those of other areas.
select oid::regclass from pg_class where relkind = 'r' and relnamespace in ('public'::regnamespace, 'judgments'::regnamespace, 'parties'::regnamespace, 'enrichment'::regnamespace)
    and pg_get_userbyid(relowner) = 'dragonfly_owner' and not (relrowsecurity and relforcerowsecurity);
select oid::regclass as view_that_is_not_invokers from pg_class where relkind = 'v' and pg_get_userbyid(relowner) = 'dragonfly_owner'
    and not coalesce(reloptions, '{}') @> array['security_invoker=true'];
rollback;
