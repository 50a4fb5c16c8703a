-- Failure: final, or tried again while attempts are left.
\i sql/jobs.psql
set role service_role;
select count(create_job('tech_rfp_report', :'rfp', id => pg_temp.id(n))) from generate_series(1, 2) as n;
select count(*) from claim_jobs();
select fail_job_run(pg_temp.run(1), 'no such package');
select fail_job_run(pg_temp.run(2), 'timeout', true, 0);
select * from pg_temp.waits;
select get_job_status(pg_temp.id(2)) - 'next_attempt_at' - 'job_id' - 'created_at' - 'started_at' - 'completed_at' as status;
select right(job_id::text, 2) as job, attempt_no from claim_jobs();
select fail_job_run(pg_temp.run(2), 'timeout', true, 0);
select right(job_id::text, 2) as job, attempt_no from claim_jobs();
select fail_job_run(pg_temp.run(2), 'timeout', true, 0);
select count(*) as nothing_left from claim_jobs();
select fail_job_run(pg_temp.run(2), 'again', true, 0);
select * from pg_temp.runs;
select * from pg_temp.waits;
-- A reason is never missing, and never endless.
select create_job('tech_rfp_report', :'rfp', id => pg_temp.id(3)) = pg_temp.id(3) as created;
update dragonfly.job_queue set max_attempts = 9;
select count(*) from claim_jobs();
select fail_job_run(pg_temp.run(3), null, true, 0);
select count(*) from claim_jobs();
select fail_job_run(pg_temp.run(3), repeat('x', 20000), null);
select attempt_no, left(error, 30) as error, length(error) from job_runs where job_id = pg_temp.id(3) order by attempt_no;
-- Without retry_in the delay is that of the queue's policy, doubled for each attempt, give or take a tenth.
select create_job('tech_rfp_report', :'rfp', id => pg_temp.id(4)) = pg_temp.id(4) as created;
select count(*) from claim_jobs();
select answer ->> 'attempts_left' as attempts_left, (answer ->> 'retry_in_seconds')::integer between 27 and 33 as usual
from fail_job_run(pg_temp.run(4), 'timeout', true) as answer;
select count(*) as not_yet from claim_jobs();
select status ->> 'status' as status, status ->> 'attempts_left' as attempts_left,
    (status ->> 'next_attempt_at')::timestamptz between now() + interval '26 seconds' and clock_timestamp() + interval '34 seconds' as next_attempt_at
from get_job_status(pg_temp.id(4)) as status;
insert into workers.queue_policy (queue_name, base_delay_seconds, max_delay_seconds) values ('jobs', 1000, 5000);
update dragonfly.job_queue set available_at = now() where job_id = pg_temp.id(4);
select right(job_id::text, 2) as job, attempt_no from claim_jobs();
select (answer ->> 'retry_in_seconds')::integer between 1800 and 2200 as doubled from fail_job_run(pg_temp.run(4), 'timeout', true) as answer;
update dragonfly.job_queue set available_at = now() where job_id = pg_temp.id(4);
update dragonfly.job_queue set max_attempts = 9;
select count(*) from claim_jobs();
-- A worker may know better; retry_in alone asks for another attempt.
select fail_job_run(pg_temp.run(4), 'busy until noon', retry_in => 86400);
select count(*) as not_yet from claim_jobs();
select fail_job_run(pg_temp.run(4), 'x', true, -1);
\echo :LAST_ERROR_SQLSTATE
select fail_job_run(null, 'x');
\echo :LAST_ERROR_SQLSTATE
select fail_job_run(pg_temp.id(99), 'x');
\echo :LAST_ERROR_SQLSTATE
rollback;
