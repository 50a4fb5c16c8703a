-- The single steps of workers that decide themselves: requeue with a delay, dead letter, extend, archive.
\i sql/content.psql
select enqueue_stage('content', :a, 'draft', '{"n": 1}');
select msg_id from dequeue_stage('content');
select start_stage(:a, 'draft') -> 'attempt_count' as first, start_stage(:a, 'draft') -> 'attempt_count' as second;
-- A worker that wrote `error` over REST first.
update content_job_stages set status = 'error', finished_at = now(), last_error = '{"message": "mine"}' where job_id = :a and stage = 'draft';
select delayed_requeue_stage('content', 100, :a, 'draft', '{"n": 2}', 200, 9);
select * from pg_temp.stages where stage = 'draft';
select * from pg_temp.messages;
select delayed_requeue_stage('content', 100, :a, 'draft') is null as lost;
-- NULL options are defaults.
select delayed_requeue_stage('content', 101, :a, 'draft', null, null, null, null);
select payload, prio, available from pg_temp.messages;
-- One hour is the longest delay.
update content_job_stages set attempt_count = 40 where job_id = :a and stage = 'draft';
select delayed_requeue_stage('content', 102, :a, 'draft');
select retry, tries from pg_temp.stages where stage = 'draft';
-- Extending: never shorter than it was, true while the message lives.
select extend_message_visibility('content', 103, :a, 'draft', 60);
select round(extract(epoch from vt - now())) as hidden_for from pgmq.q_content;
select extend_message_visibility('content', 103, :a, 'draft', 7200);
select round(extract(epoch from vt - clock_timestamp())) as hidden_for from pgmq.q_content;
select extend_message_visibility('content', 999, :a, 'draft');
-- Dead letters with what the worker has of the message, or without.
update content_job_stages set status = 'failed', finished_at = now() where job_id = :a and stage = 'draft';
select move_to_dead_letter('content', 103, :a, 'draft', '{"mine": true}', 'gave up', '{"message": "why"}', 4);
select move_to_dead_letter('content', 103, :a, 'draft', '{"mine": true}', 'gave up') is null as lost;
select enqueue_stage('content', :b, 'draft', '{"n": 3}');
select move_to_dead_letter('content', 104, :b, 'draft', null, 'no reason');
-- Of a job that is not there.
select pgmq.send('content', '{"job_id": "00000000-0000-0000-0000-00000000000f", "stage": "qa"}');
select move_to_dead_letter('content', 105, :nobody, 'qa', null, 'foreign');
select id, msg_id, pg_temp.letter(job_id) as job, stage, payload - array['available_at', 'enqueued_at', 'job_id'] as payload, failure_reason, error_details, attempt_count from content_dead_letters order by id;
select id, job, stage, status, message from pg_temp.events order by id;
select job, status, error from pg_temp.jobs;
select * from pg_temp.archived;
-- Of a stage without a row: a cancelled job stays cancelled, a completed one completed.
update content_jobs set status = case id when :a then 'cancelled' else 'completed' end;
select count(*) from (values (:a), (:b)) as job (id), pgmq.send('content', jsonb_build_object('job_id', job.id, 'stage', 'nowhere'));
select pg_temp.letter((message ->> 'job_id')::uuid) as job, move_to_dead_letter('content', msg_id, (message ->> 'job_id')::uuid, 'nowhere', null, 'late') is null as lost from pgmq.q_content order by msg_id;
select job, status from pg_temp.jobs;
update content_jobs set status = 'failed';
-- Archiving.
select enqueue_stage('content', :b, 'export'), enqueue_stage('content', :b, 'export'), enqueue_stage('content', :b, 'export');
select archive_message('content', 108), archive_message('content', 108);
select archive_messages('q_content', array[109, null, 999, 110]);
select count(*) from pgmq.q_content;
-- Refused.
select delayed_requeue_stage('content', null, :a, 'draft');
\echo :LAST_ERROR_SQLSTATE
select delayed_requeue_stage('content', 1, :nobody, 'draft');
\echo :LAST_ERROR_SQLSTATE
select move_to_dead_letter('content', 1, :b, 'draft', null, ' ');
\echo :LAST_ERROR_SQLSTATE
select move_to_dead_letter('content', 1, :nobody, 'draft', null, 'x');
\echo :LAST_ERROR_SQLSTATE
select extend_message_visibility('content', 1, :a, 'draft', -5);
\echo :LAST_ERROR_SQLSTATE
select archive_message('enrich', 1);
\echo :LAST_ERROR_SQLSTATE
select archive_messages('content', null);
\echo :LAST_ERROR_SQLSTATE
rollback;
