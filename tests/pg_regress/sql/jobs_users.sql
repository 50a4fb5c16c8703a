-- A user sees and creates the jobs of its own JWT's sub; claims count only in the authenticator's sessions.
\i sql/jobs.psql
select count(create_job('tech_rfp_report', :'rfp', 'c', (array['ann', 'bob', null])[n], pg_temp.id(n))) from generate_series(1, 3) as n;
select complete_job_run(run_id, '{"result": 1}') from claim_jobs();
create function pg_temp.outcome(claims text, call text, caller text default 'authenticated') returns text language plpgsql as $$
declare
    answer text;
begin
    perform set_config('request.jwt.claims', claims, true);
    execute format('set local role %I', caller);
    execute 'select ' || replace(replace(call, 'ANN', quote_literal(pg_temp.id(1)) || '::uuid'), 'BOB', quote_literal(pg_temp.id(2)) || '::uuid') into answer;
    raise exception sqlstate 'UNDO0' using message = coalesce(answer, 'null');
exception when others then
    return case sqlstate when 'UNDO0' then sqlerrm else sqlstate end;
end $$;
create view pg_temp.answers as select call, pg_temp.outcome('{"sub": "ann"}', call) as ann, pg_temp.outcome('{"sub": "bob", "app_metadata": {"role": "enforcement_operator"}}', call) as bob,
    pg_temp.outcome('{"role": "service_role"}', call) as no_sub, pg_temp.outcome('', call) as no_claims, pg_temp.outcome('nonsense', call) as malformed,
    pg_temp.outcome('{"sub": "ann"}', call, 'anon') as anon, pg_temp.outcome('{"sub": "ann"}', call, 'enforcement_operator') as operator, pg_temp.outcome('', call, 'service_role') as service_role
from (values (1, $$get_job_status(ANN) ->> 'status'$$), (2, 'get_job_result(ANN)'), (3, $$get_job_status(BOB) ->> 'status'$$), (4, 'get_job_result(BOB)'),
    (5, $$get_job_status(create_job('tech_rfp_report', '{"package_id": "p"}')) ->> 'status'$$),
    (6, $$create_job('tech_rfp_report', '{"package_id": "p"}', null, 'bob') is not null$$),
    (7, $$create_job('tech_rfp_report', '{"package_id": "p"}', null, '') is not null$$),
    (8, $$create_job('tech_rfp_report', '{"package_id": "p"}', null, null, ANN) is not null$$),
    (9, $$create_job('tech_rfp_report', '{"package_id": "p"}', null, null, BOB) is not null$$),
    (10, $$(select count(*) from claim_jobs())$$), (11, 'cancel_job(ANN)'), (12, 'complete_job_run(ANN)'), (13, $$fail_job_run(ANN, 'x')$$), (14, $$update_job_progress(ANN, '{}')$$),
    (15, $$save_job_artifact(ANN, 'x', '{}')$$), (16, 'dragonfly.wake_job_workers(ANN)'), (17, '(select count(*) from jobs)'), (18, '(select count(*) from job_runs)'), (19, '(select count(*) from job_artifacts)'),
    (20, '(select count(*) from dragonfly.job_queue)'), (21, '(select count(*) from job_types)')) as calls (place, call) order by place;
grant select on pg_temp.answers to public;
-- In a session of the authenticator.
set session authorization authenticator;
select * from pg_temp.answers;
-- Nobody else's claims count.
reset session authorization;
create role somebody login in role authenticated;
set session authorization somebody;
select call, pg_temp.outcome('{"sub": "ann"}', call) as claimed, pg_temp.outcome('{"sub": "ann"}', call, 'somebody') as as_a_member
from unnest(array['get_job_status(ANN)', 'get_job_result(ANN)', $$create_job('tech_rfp_report', '{"package_id": "p"}')$$, $$create_job('tech_rfp_report', '{"package_id": "p"}', null, 'ann')$$]) as call;
reset session authorization;
-- What a refusal says.
set session authorization authenticator;
set role authenticated;
set request.jwt.claims to '{"sub": "ann"}';
select create_job('tech_rfp_report', :'rfp', null, 'bob');
\echo :LAST_ERROR_SQLSTATE
select create_job('tech_rfp_report', :'rfp', null, null, '00000000-0000-4000-8000-000000000002');
\echo :LAST_ERROR_SQLSTATE
select get_job_status('00000000-0000-4000-8000-000000000002');
\echo :LAST_ERROR_SQLSTATE
set request.jwt.claims to '{}';
select get_job_status('00000000-0000-4000-8000-000000000001');
\echo :LAST_ERROR_SQLSTATE
reset session authorization;
rollback;
