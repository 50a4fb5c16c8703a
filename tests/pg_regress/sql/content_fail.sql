-- Failures: tried again later with growing delays, given up in the end, found by the playbook's query.
\i sql/content.psql
select enqueue_stage('content', :a, 'research', '{"topic": "x"}', 2, 0, 90);
select count(*) from dequeue_stage('content'), start_stage(:a, 'research');
select fail_stage('content', 100, :a, 'research', '{"message": "no network", "code": 7}');
select * from pg_temp.stages where job = 'a';
select * from pg_temp.messages;
select round(extract(epoch from vt - now())) as hidden_for from pgmq.q_content;
-- A late answer of the first worker changes nothing.
select fail_stage('content', 100, :a, 'research', '"late"');
update pgmq.q_content set vt = now();
select msg_id from dequeue_stage('content');
select start_stage(:a, 'research') -> 'attempt_count' as attempt;
select fail_stage('content', 101, :a, 'research', '"text alone"', null);
select retry from pg_temp.stages where job = 'a';
update pgmq.q_content set vt = now();
select msg_id from dequeue_stage('content');
select start_stage(:a, 'research') -> 'attempt_count' as attempt;
select fail_stage('content', 102, :a, 'research', null);
select * from pg_temp.stages where job = 'a';
select job, status, error, failed, dead from pg_temp.jobs where job = 'a';
select id, queue_name, msg_id, pg_temp.letter(job_id) as job, stage, payload - array['job_id', 'available_at', 'enqueued_at'] as payload, failure_reason, error_details, attempt_count from content_dead_letters;
select * from content_job_events where false;
-- The playbook's query, as the contract prints it.
select stage, status, message from (
select * from content_job_events
where stage = 'research' and status = 'error'
order by created_at desc
limit 10) as found order by id;
select last_error_message from v_content_job_status where job_id = :a;
select * from pg_temp.events;
-- What is given up is lost to everybody.
select fail_stage('content', 102, :a, 'research', '"again"');
-- Not retryable.
select enqueue_stage('content', :b, 'research');
select fail_stage('content', 103, :b, 'research', '{"message": "bad input"}', false);
select job, stage, status, reason, tries from pg_temp.stages where job = 'b';
select count(*) from pgmq.q_content;
-- A payload that is no object is tried again as it was.
select enqueue_stage('content', :b, stage, payload) > 0 as queued
from (values ('text', '"https://example.com/1"'::jsonb), ('number', '1.10'), ('flag', 'false'), ('list', '[1, 2]')) as given (stage, payload);
select msg_id, message ->> 'stage' as stage, message -> 'payload' as payload from dequeue_stage_batch('content');
select count(fail_stage('content', msg_id, job_id, stage, '"again"')) from content_job_stages where job_id = :b and stage in ('text', 'number', 'flag', 'list');
select message ->> 'stage' as stage, message -> 'payload' as payload from pgmq.q_content order by 1;
rollback;
