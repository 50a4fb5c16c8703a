-- Who did it: the one that was named, else the verified sub, else the role.
\i sql/enforcement.psql
grant all on all tables in schema pg_temp to authenticated, service_role, enforcement_operator;
create function pg_temp.act(named text, judgment bigint) returns text language plpgsql as $$
declare
    its uuid;
    acted uuid;
begin
    its := open_enforcement_case(judgment, named);
    perform set_enforcement_stage(its, 'bank_levy', named, null, null);
    perform log_enforcement_event(its, 'marshal_assigned', actor => named);
    perform queue_enforcement_action(its, 'marshal', 'pending', actor => named);
    perform queue_enforcement_action(its, 'marshal', 'served', actor => named);
    perform record_enforcement_payment(its, 1, actor => named);
    perform issue_subpoena(its, 'Bank', document_path => 's.pdf', actor => named);
    perform record_subpoena_response(its, true, actor => named);
    perform set_tier_override(its, 'tier2', actor => named);
    perform close_enforcement_case(its, 'withdrawn', closed_by => named);
    return 'done';
end $$;
create function pg_temp.actors() returns table (what text, who text) language sql as $$
    select 'history', string_agg(changed_by, ', ' order by id) from enforcement_history
    union all select 'events', string_agg(distinct metadata ->> 'actor', ', ') || ' ' || count(*) from enforcement_events
    union all select 'actions created', string_agg(created_by, ', ') from enforcement_actions
    union all select 'actions updated', string_agg(updated_by, ', ') from enforcement_actions
    union all select 'documents', string_agg(uploaded_by, ', ') from enforcement_documents
    union all select 'tasks', string_agg(created_by, ', ') from plaintiff_tasks
$$;
-- The role.
set role service_role;
select pg_temp.act(null, 101);
reset role;
select * from pg_temp.actors();
delete from enforcement_cases; delete from plaintiff_tasks;
-- The sub of claims that the authenticator set, for whoever has them.
set session authorization authenticator;
set role authenticated;
set request.jwt.claims = '{"sub": "user-7", "role": "authenticated", "app_metadata": {"role": "enforcement_operator"}}';
select pg_temp.act('  ', 101);
reset session authorization;
select * from pg_temp.actors();
delete from enforcement_cases; delete from plaintiff_tasks;
-- The one that is named comes first.
set session authorization authenticator;
set role service_role;
select pg_temp.act(' anna ', 101);
reset session authorization;
select * from pg_temp.actors();
delete from enforcement_cases; delete from plaintiff_tasks;
-- Claims of any other session are anybody's words.
set role enforcement_operator;
select pg_temp.act(null, 101);
reset role;
select * from pg_temp.actors();
rollback;
