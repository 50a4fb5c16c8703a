-- A job is made and its first stage queued; stages are queued, later, again.
\i sql/content.psql
-- Whoever inserts a job finds its first stage pending, with the job's limits.
select * from pg_temp.stages;
select create_content_job('article') is not null as made;
select status, stage, priority, max_attempts, retry_delay_seconds, payload from content_jobs where id not in (:a, :b);
select status, queue, msg_id, priority, max_attempts, retry_delay_seconds, visibility_timeout_seconds from content_job_stages where job_id not in (:a, :b);
select create_content_job('schema', null, '{"n": 1.10}', 'outline', 7, 1, 0, null) is not null as made;
select queue, msg_id is not null as sent, stage, priority, max_attempts, retry_delay_seconds from content_job_stages where stage = 'outline';
select message -> 'payload' as payload from pgmq.q_schema;
select create_content_job(p_job_type => 'x', p_requester_email => ' ', p_queue_override => 'q_tsv', p_initial_stage => null) is not null as made;
select requester_email, stage from content_jobs where job_type = 'x';
select count(*) from pgmq.q_tsv;
delete from pgmq.q_content;
delete from content_jobs where id not in (:a, :b);
delete from content_job_events;
-- A stage, with everything given and nothing.
select enqueue_stage('content', :a, 'research');
select enqueue_stage('q_content', :a, 'outline', '{"deep": {"big": 12345678901234567890.10}}', 5, 90, 120, 9, 45);
select * from pg_temp.messages;
select * from pg_temp.stages;
select * from pg_temp.jobs;
select * from pg_temp.events;
select msg_id, round(extract(epoch from vt - now())) as hidden_for from pgmq.q_content order by msg_id;
-- Again: the new message stands for the row, what was said of it is forgotten, attempts go on.
update content_job_stages set status = 'error', attempt_count = 2, started_at = now(), finished_at = now(), last_error = '{}', next_retry_at = now() where job_id = :a and stage = 'research';
select enqueue_stage('content', :a, 'research', p_max_attempts => 1, p_retry_delay_seconds => 0);
select * from pg_temp.stages where job = 'a' and stage = 'research';
-- A stage that was finished begins anew.
update content_job_stages set status = 'failed', dead_lettered_at = now(), dead_letter_reason = 'x' where job_id = :a and stage = 'research';
select enqueue_stage('content', :a, 'research', null, null, null, null, null, null);
select * from pg_temp.stages where job = 'a' and stage = 'research';
select priority from content_jobs where id = :a;
rollback;
