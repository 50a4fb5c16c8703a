-- A stage is started and completed, the next queued, the job completed at the end.
\i sql/content.psql
select enqueue_stage('content', :a, 'research', '{"topic": "x"}', 4);
select msg_id from dequeue_stage('content');
select start_stage(:a, 'research') - array['job_id', 'available_at', 'last_queued_at', 'last_dequeued_at', 'started_at'] as row;
select job, status, stage, tries from pg_temp.jobs where job = 'a';
-- A second start is a second attempt.
select start_stage(:a, 'research') -> 'attempt_count' as attempt;
select complete_stage('content', 100, :a, 'research', '{"found": 1.10}', 'outline');
select * from pg_temp.stages where job = 'a';
select * from pg_temp.jobs where job = 'a';
select * from pg_temp.messages;
select * from pg_temp.archived;
select stage, data from content_payloads;
-- Once is once: a second call has lost, and so has whoever holds another message.
select complete_stage('content', 100, :a, 'research', '{"found": 2}', 'outline');
select complete_stage('content', 999, :a, 'outline', null, 'draft');
select complete_stage('tsv', 101, :a, 'outline', null, 'draft');
select stage, status, msg from pg_temp.stages where job = 'a';
-- What was completed is not started again.
select start_stage(:a, 'research') -> 'status' as status;
-- The last stage; JSON null is no result.
select complete_stage('content', 101, :a, 'outline', null, 'complete');
select payload from pg_temp.messages;
select complete_stage('q_content', 102, :a, 'complete', '{"url": "https://example.com"}', ' ');
select job, status, stage, result, completed from pg_temp.jobs where job = 'a';
select count(*) as left_on_queue from pgmq.q_content;
select * from pg_temp.events;
select job_type, status, stage, last_event_at = now() as just_now, last_error_message from v_content_job_status order by job_id;
-- A superseded message is archived by whoever still holds it.
select enqueue_stage('content', :b, 'qa'), enqueue_stage('content', :b, 'qa');
select complete_stage('content', 103, :b, 'qa', null, null);
select msg_id from pgmq.q_content;
-- Refused.
select complete_stage('content', null, :b, 'qa');
\echo :LAST_ERROR_SQLSTATE
select complete_stage('content', 104, :b, 'qa', null, 'qa');
\echo :LAST_ERROR_SQLSTATE
select complete_stage('content', 104, :b, 'unheard', null, null);
\echo :LAST_ERROR_SQLSTATE
select complete_stage('content', 104, :nobody, 'qa', null, null);
\echo :LAST_ERROR_SQLSTATE
select start_stage(:nobody, 'qa');
\echo :LAST_ERROR_SQLSTATE
select start_stage(:b, 'unheard');
\echo :LAST_ERROR_SQLSTATE
select start_stage(null, 'qa');
\echo :LAST_ERROR_SQLSTATE
select status from pg_temp.stages where job = 'b' and stage = 'qa';
rollback;
