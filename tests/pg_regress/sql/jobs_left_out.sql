-- Tables of another make under these names are left alone, and the functions say what is missing.
\set VERBOSITY default
begin;
drop table jobs, job_runs, job_artifacts, dragonfly.job_queue, job_types cascade;
create table jobs (id bigint primary key, title text);
insert into jobs values (1, 'Baker');
grant select on jobs to anon;
select count(*) >= 0 as installed from dragonfly.install();
select count(*) >= 0 as locked_down from dragonfly.install(lock_down => true);
select * from jobs;
select relname, relrowsecurity, has_table_privilege('anon', oid, 'select') as anon_reads, relacl::text like '%dragonfly_owner%' as ours_may from pg_class where relname = 'jobs' and relkind = 'r';
select to_regclass('public.job_runs') as runs, to_regclass('dragonfly.job_queue') as queue, count(*) as triggers from pg_trigger where tgrelid = 'jobs'::regclass and not tgisinternal;
select check_name, status, detail, hint from dragonfly.doctor() where check_name in ('jobs', 'waiting jobs');
create function pg_temp.outcome(call text) returns table (code text, message text, detail text, hint text) language plpgsql as $$
begin
    code := '00000';
    execute 'select ' || replace(call, 'ID', '''00000000-0000-4000-8000-000000000001''');
    return next;
exception when others then
    get stacked diagnostics code = returned_sqlstate, message = message_text, detail = pg_exception_detail, hint = pg_exception_hint;
    return next;
end $$;
create view pg_temp.outcomes as select call, outcome.* from unnest(array[$$create_job('tech_rfp_report', '{}')$$, 'claim_jobs()', $$update_job_progress(ID, '{}')$$, $$save_job_artifact(ID, 'x', '{}')$$,
    'complete_job_run(ID)', $$fail_job_run(ID, 'x')$$, 'cancel_job(ID)', 'get_job_status(ID)', 'get_job_result(ID)']) with ordinality as calls (call, place), lateral pg_temp.outcome(call) order by place;
select * from pg_temp.outcomes;
-- The right columns of another type, a view, one table of three.
drop table jobs;
create table job_runs (id uuid primary key, job_id bigint, attempt_no integer, status text, progress jsonb, error text, created_at timestamp, started_at timestamp, completed_at timestamp);
select count(*) >= 0 as installed from dragonfly.install();
select to_regclass('public.jobs') as jobs;
select distinct code from pg_temp.outcomes;
drop table job_runs;
create view job_artifacts as select 1 as one;
select count(*) >= 0 as installed from dragonfly.install();
create table job_types (type integer primary key, description text);
select count(*) >= 0 as installed from dragonfly.install();
select to_regclass('public.jobs') as jobs, count(*) as types from job_types;
select detail from dragonfly.doctor() where check_name = 'jobs';
drop table job_types;
-- Out of the way, the area is installed.
alter view job_artifacts rename to artifacts_of_ours;
select count(*) > 0 as installed from dragonfly.install();
select code, message from pg_temp.outcomes where code = '55000';
select check_name, status from dragonfly.doctor() where check_name in ('jobs', 'columns', 'triggers', 'tables and queues');
rollback;
