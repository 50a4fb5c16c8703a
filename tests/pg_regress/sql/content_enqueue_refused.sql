-- What is refused, with code, detail and hint, and that nothing is written then.
\i sql/content.psql
create table public.before as select * from content_job_stages;
select create_content_job(null);
\echo :LAST_ERROR_SQLSTATE
select create_content_job('  ');
\echo :LAST_ERROR_SQLSTATE
select create_content_job(repeat('x', 101));
\echo :LAST_ERROR_SQLSTATE
select create_content_job('article', p_queue_override => 'enrich');
\echo :LAST_ERROR_SQLSTATE
select create_content_job('article', p_queue_override => 'nowhere');
\echo :LAST_ERROR_SQLSTATE
select create_content_job('article', p_initial_stage => E'a\nb');
\echo :LAST_ERROR_SQLSTATE
select enqueue_stage(null, :a, 'research');
\echo :LAST_ERROR_SQLSTATE
select enqueue_stage('content', null, 'research');
\echo :LAST_ERROR_SQLSTATE
select enqueue_stage('content', :a, ' ');
\echo :LAST_ERROR_SQLSTATE
select enqueue_stage('content', 'nonsense', 'research');
\echo :LAST_ERROR_SQLSTATE
select enqueue_stage('content', :nobody, 'research');
\echo :LAST_ERROR_SQLSTATE
select enqueue_stage('nowhere', :a, 'research');
\echo :LAST_ERROR_SQLSTATE
select enqueue_stage('ingest_raw', :a, 'research');
\echo :LAST_ERROR_SQLSTATE
select enqueue_stage('content', :a, 'research', p_delay_seconds => -1);
\echo :LAST_ERROR_SQLSTATE
select enqueue_stage('content', :a, 'research', p_visibility_seconds => 43201);
\echo :LAST_ERROR_SQLSTATE
select enqueue_stage('content', :a, 'research', jsonb_build_object('x', repeat(md5('x'), 600000)));
\echo :LAST_ERROR_SQLSTATE
select cancel_content_job(:b);
select enqueue_stage('content', :b, 'research');
\echo :LAST_ERROR_SQLSTATE
select * from content_job_stages where job_id = :a except select * from public.before;
select count(*) as messages from pgmq.q_content;
select count(*) as jobs from content_jobs;
rollback;
-- Only READ COMMITTED: elsewhere a lock wait would be 40001, which PostgREST repeats without end.
begin isolation level repeatable read;
insert into content_jobs (id, job_type) values ('00000000-0000-0000-0000-00000000000a', 'article');
select enqueue_stage('content', '00000000-0000-0000-0000-00000000000a', 'research');
\echo :LAST_ERROR_SQLSTATE
-- Limits are refused and not mended.
select create_content_job('article', p_max_attempts => 0);
select create_content_job('article', p_retry_delay_seconds => -1);
select enqueue_stage('content', gen_random_uuid(), 'research', p_max_attempts => -5);
select enqueue_stage('content', gen_random_uuid(), 'research', p_retry_delay_seconds => -1);
rollback;
