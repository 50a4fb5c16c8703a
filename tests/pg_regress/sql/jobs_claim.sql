-- claim_jobs: order, types, quantity, leases and what becomes of them.
\i sql/jobs.psql
insert into jobs (id, type, payload, company_id, user_id, created_at)
select pg_temp.id(n), (array['tech_rfp_report', 'tech_rfp_summary'])[1 + n % 2], jsonb_build_object('package_id', n), 'c' || n, 'u' || n, '2026-01-01'::timestamp - make_interval(days => n)
from generate_series(1, 9) as n;
set role service_role;
select right(job_id::text, 2) as job, attempt_no, type, payload, company_id, user_id from claim_jobs(quantity => 2, worker => 'w1');
select right(job_id::text, 2) as job from claim_jobs(array['tech_rfp_summary'], 2, 'w2', 60);
select right(job_id::text, 2) as job from claim_jobs(array['mail', null], 2);
select right(job_id::text, 2) as job from claim_jobs('{}', 2);
select right(job_id::text, 2) as job from claim_jobs(null, null, null, null);
select * from pg_temp.waits;
select * from pg_temp.runs;
select right(job_id::text, 2)::integer as job, lease_seconds, lease_until > clock_timestamp() + make_interval(secs => lease_seconds - 30) as long,
    lease_until <= clock_timestamp() + make_interval(secs => lease_seconds) as not_too_long from dragonfly.job_queue order by job_id;
select count(*) as nothing_left from claim_jobs();
-- A lease that passes: the run fails, its job is claimed again at once, by its age.
update dragonfly.job_queue set lease_until = now() - interval '1 second' where job_id in (pg_temp.id(9), pg_temp.id(3));
select right(job_id::text, 2) as job, attempt_no from claim_jobs(quantity => 1, worker => 'w3');
select right(job_id::text, 2) as job, attempt_no from claim_jobs(array['tech_rfp_report'], 1, 'w3');
select * from pg_temp.runs where job in (3, 9);
-- The lost run changes nothing any more.
select id as lost from job_runs where job_id = pg_temp.id(9) and attempt_no = 1 \gset
select update_job_progress(:'lost', '{"a": 1}'), complete_job_run(:'lost', '{"result": 1}'), fail_job_run(:'lost', 'late', true, 0);
select count(*) from job_artifacts;
select * from pg_temp.runs where job = 9;
-- After max_attempts a lost lease is final.
update dragonfly.job_queue set attempts = 3, lease_until = now() - interval '1 second' where job_id = pg_temp.id(9);
select count(*) from claim_jobs(array['none']);
select * from pg_temp.runs where job = 9;
select * from pg_temp.waits where job in (3, 9);
-- Bounds.
select claim_jobs(quantity => 0);
\echo :LAST_ERROR_SQLSTATE
select claim_jobs(quantity => 1001);
select claim_jobs(lease_seconds => 0);
select claim_jobs(lease_seconds => 86401);
select claim_jobs(worker => repeat('w', 256));
rollback;
