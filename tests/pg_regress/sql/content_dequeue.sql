-- Workers take messages: stamped, hidden, by stage; what is done or cannot be done never blocks a queue.
\i sql/content.psql
select * from dequeue_stage('content');
select enqueue_stage('content', :a, 'research', '{"n": 1.10}'), enqueue_stage('content', :a, 'outline'), enqueue_stage('content', :b, 'research'), enqueue_stage('content', :b, 'draft', '{}', 0, 60);
-- Of one stage, then whatever comes, then nothing: the rest is not due.
select msg_id, message ->> 'stage' as stage from dequeue_stage('content', 45, 'outline');
select msg_id, message ->> 'stage' as stage, message -> 'payload' as payload from dequeue_stage('q_content', null, null);
select msg_id, message ->> 'stage' as stage from dequeue_stage_batch('content', null, null, null);
select * from dequeue_stage_batch('content');
select job, stage, status, queue, msg, vis, tries from pg_temp.stages;
select pg_temp.letter(job_id) as job, stage, pg_temp.ago(last_dequeued_at) as dequeued from content_job_stages order by job_id, stage;
select job, status, dequeued from pg_temp.jobs;
select msg_id, round(extract(epoch from vt - clock_timestamp())) as hidden_for, read_ct from pgmq.q_content order by msg_id;
-- A message that somebody sent by hand gets its row.
select pgmq.send('content', jsonb_build_object('job_id', :a, 'stage', 'own'));
select msg_id, message ->> 'stage' as stage from dequeue_stage('content');
select job, stage, status, queue, msg, most, base, vis from pg_temp.stages where stage = 'own';
-- Done, cancelled and superseded: archived on the way.
update pgmq.q_content set vt = now();
update content_job_stages set status = 'completed' where job_id = :a and stage = 'outline';
select enqueue_stage('content', :a, 'research');
select cancel_content_job(:b);
select msg_id, message ->> 'stage' as stage from dequeue_stage_batch('content');
select * from pg_temp.archived;
-- Two messages of one stage in one read: only one is handed out.
delete from pgmq.q_content;
select pgmq.send('content', jsonb_build_object('job_id', :a, 'stage', 'twice')), pgmq.send('content', jsonb_build_object('job_id', :a, 'stage', 'twice'));
select msg_id, message ->> 'stage' as stage from dequeue_stage_batch('content');
select count(*) from pgmq.q_content;
-- Poison.
delete from pgmq.q_content;
delete from content_job_events;
select count(*) from unnest(array['"text"', '[1]', 'null', '17', '{}', '{"job_id": "x", "stage": "research"}', '{"job_id": 17, "stage": "research"}',
    '{"job_id": "00000000-0000-0000-0000-00000000000a"}', '{"job_id": "00000000-0000-0000-0000-00000000000a", "stage": ""}',
    '{"job_id": "00000000-0000-0000-0000-00000000000f", "stage": "research"}']::jsonb[]) as message, pgmq.send('content', message);
select enqueue_stage('content', :a, 'qa');
update pgmq.q_content set vt = now() - make_interval(secs => 1000 - msg_id);
select msg_id, message ->> 'stage' as stage from dequeue_stage('content');
select queue_name, msg_id, pg_temp.letter(job_id) as job, stage, payload, failure_reason, attempt_count from content_dead_letters order by msg_id;
select status, stage, message, count(*), count(job_id) as of_jobs from content_job_events group by 1, 2, 3 order by 1, 2, 3;
select job, status from pg_temp.jobs;
-- A stage whose worker died at its last attempt is given up, not handed out again.
update content_job_stages set status = 'processing', attempt_count = 3 where job_id = :a and stage = 'qa';
update pgmq.q_content set vt = now();
select * from dequeue_stage('content');
select job, stage, status, tries, dead, reason from pg_temp.stages where stage = 'qa';
select job, status, error, dead from pg_temp.jobs where job = 'a';
-- A message without a body, and one whose stage has blanks around it.
delete from pgmq.q_content;
insert into pgmq.q_content (vt, message) values (now() - interval '2 hours', null), (now() - interval '1 hour', jsonb_build_object('job_id', :a, 'stage', ' blanks '));
delete from content_dead_letters;
select message ->> 'stage' as stage from dequeue_stage('content');
select stage, status from pg_temp.stages where stage like '%blanks%';
select payload, failure_reason from content_dead_letters;
-- Refused.
select * from dequeue_stage(null);
\echo :LAST_ERROR_SQLSTATE
select * from dequeue_stage('enrich');
\echo :LAST_ERROR_SQLSTATE
select * from dequeue_stage('nowhere');
\echo :LAST_ERROR_SQLSTATE
select * from dequeue_stage('content', -1);
\echo :LAST_ERROR_SQLSTATE
select * from dequeue_stage_batch('content', 10, 0);
\echo :LAST_ERROR_SQLSTATE
select * from dequeue_stage_batch('content', 10, 1001);
\echo :LAST_ERROR_SQLSTATE
rollback;
