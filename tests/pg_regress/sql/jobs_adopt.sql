-- Tables made as the contract prints them are adopted with their rows.
\set VERBOSITY default
set client_min_messages to warning;
begin;
drop table jobs, job_runs, job_artifacts, dragonfly.job_queue, job_types cascade;
CREATE TABLE jobs (
    id UUID PRIMARY KEY,
    type VARCHAR(100) NOT NULL,
    payload JSONB NOT NULL DEFAULT '{}',
    company_id VARCHAR(255),
    user_id VARCHAR(255),
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE job_runs (
    id UUID PRIMARY KEY,
    job_id UUID NOT NULL REFERENCES jobs(id),
    attempt_no INTEGER NOT NULL DEFAULT 1,
    status VARCHAR(50) NOT NULL DEFAULT 'pending',
    progress JSONB DEFAULT '{}',
    error TEXT,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    started_at TIMESTAMP,
    completed_at TIMESTAMP,
    UNIQUE(job_id, attempt_no)
);
CREATE TABLE job_artifacts (
    id UUID PRIMARY KEY,
    run_id UUID NOT NULL REFERENCES job_runs(id),
    artifact_type TEXT NOT NULL,
    data JSONB,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
create function pg_temp.id(number integer) returns uuid language sql immutable as $$
    select ('00000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid $$;
insert into jobs (id, type, payload, user_id, created_at) select pg_temp.id(n), case n when 4 then 'older_type' else 'tech_rfp_report' end, '{"package_id": "p"}', 'ann', timestamp '2026-01-31' + make_interval(mins => n)
from generate_series(1, 5) as n;
update jobs set created_at = null where id = pg_temp.id(5);
insert into job_runs (id, job_id, status) values (pg_temp.id(11), pg_temp.id(1), 'completed'), (pg_temp.id(12), pg_temp.id(2), 'in_progress');
insert into job_artifacts (id, run_id, artifact_type, data) values (pg_temp.id(21), pg_temp.id(11), 'result', '{"n": 1.10}');
select action, object from dragonfly.install() where object like '%job%' order by object collate "C", action;
select relname, relowner::regrole from pg_class where relname in ('jobs', 'job_runs', 'job_artifacts') and relkind = 'r' order by relname;
select conrelid::regclass as table, conname, convalidated from pg_constraint where conrelid::regclass::text in ('jobs', 'job_runs', 'job_artifacts') and contype = 'f' order by 1, 2;
select right(job_id::text, 2)::integer as job, type, attempts, run_id from dragonfly.job_queue order by job_id;
select * from dragonfly.install();
-- Types that were there stay; what comes is checked.
select right(job_id::text, 2)::integer as job, type, attempt_no from claim_jobs() order by 1;
select complete_job_run(id, '{"result": 4}') from job_runs where job_id = pg_temp.id(4);
select get_job_result(pg_temp.id(1)) as of_before, get_job_result(pg_temp.id(4)) as of_now, get_job_status(pg_temp.id(2)) ->> 'status' as elsewhere;
savepoint before;
insert into jobs (id, type, payload) values (pg_temp.id(6), 'older_type', '{"package_id": "p"}');
rollback to before;
update job_runs set status = 'completed' where id = pg_temp.id(12);
set time zone 'Asia/Tokyo';
insert into jobs (id, type, payload) values (pg_temp.id(7), 'tech_rfp_report', '{"package_id": "p"}');
select created_at = now() at time zone 'utc' as utc from jobs where id = pg_temp.id(7);
select create_job('tech_rfp_summary', '{"package_id": "p"}', 'c', 'u', pg_temp.id(8)) = pg_temp.id(8) as created, cancel_job(pg_temp.id(8)) as cancelled;
select right(job_id::text, 2)::integer as job, run_id is not null as held from dragonfly.job_queue order by job_id;
select check_name, status, detail from dragonfly.doctor() where status <> 'ok' and check_name not in ('pg_cron', 'cron jobs', 'pg_net', 'waiting jobs') order by 1;
rollback;
