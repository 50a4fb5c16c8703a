-- Dead letters of content are counted, chosen, sent again and purged like all others.
\set VERBOSITY default
\i sql/content.psql
reset role;
create view pg_temp.counted as select queue_name, dead_letters from workers.v_queue_metrics where dead_letters > 0;
grant select on pg_temp.counted to service_role;
set role service_role;
create temp table dead as
select enqueue_stage('content', job_id, stage, jsonb_build_object('topic', stage), 3) as msg_id, job_id, stage
from (values (:a::uuid, 'research'), (:b, 'research'), (:b, 'outline'), (:a, 'qa')) as given (job_id, stage);
select count(*) from dequeue_stage_batch('content'), lateral start_stage((message ->> 'job_id')::uuid, message ->> 'stage');
select fail_stage('content', msg_id, job_id, stage, '{"message": "no sources"}', false) -> 'retry' as retry from dead order by msg_id;
select count(*) from pgmq.send('content', '{"job_id": "no uuid"}');
select count(*) from dequeue_stage('content');
select * from pg_temp.counted;
select status, detail from dragonfly.doctor() where check_name = 'dead letters';
-- What would be done; the message that names no job cannot be sent again.
select letter_id, queue_name, stage, attempts, error, action, new_msg_id from replay_content_dead_letters(p_dry_run => true);
select letter_id, action from replay_content_dead_letters('q_content', 2, true);
select letter_id, action from replay_content_dead_letters(p_dry_run => true, p_ids => array[2, 5, 99]);
select letter_id, action from replay_content_dead_letters('tsv');
-- One is chosen; it begins anew, with its payload.
select letter_id, stage, action, new_msg_id is not null as sent from replay_content_dead_letters(p_ids => array[2]);
select stage.status, stage.attempt_count, job.status as job, message -> 'payload' as payload, message -> 'priority' as priority
from content_job_stages as stage, content_jobs as job, pgmq.q_content as message
where stage.job_id = :b and stage.stage = 'research' and job.id = stage.job_id and message.msg_id = stage.msg_id;
select id, resolved_at is not null as resolved, regexp_replace(resolution_notes, '\d+', 'n') as notes from content_dead_letters order by id;
select letter_id, action from replay_content_dead_letters(p_ids => array[2]);
-- Whoever queues the stage by hand resolves its letter; of two letters of one stage the last is sent again.
select enqueue_stage('content', :b, 'outline') is not null as by_hand;
insert into content_dead_letters (queue_name, job_id, stage, payload, failure_reason) values ('content', :a, 'research', '{"own": 1}', 'again');
select letter_id, stage, action from replay_content_dead_letters() order by letter_id;
select message -> 'payload' as payload from pgmq.q_content where message ->> 'job_id' = :a::text and message ->> 'stage' = 'research';
select * from pg_temp.counted;
-- A cancelled job stays as it is.
insert into content_dead_letters (queue_name, job_id, stage, payload, failure_reason)
select 'content', job_id, 'draft', '{}', 'late' from create_content_job('article') as job_id, cancel_content_job(job_id);
select stage, action from replay_content_dead_letters();
-- Away.
select purge_content_dead_letters('1 day') as old, purge_content_dead_letters(p_ids => array[5, 99]) as chosen, purge_content_dead_letters('0', array[1]) as both_hold;
select purge_content_dead_letters('0') as rest;
select * from pg_temp.counted;
select count(*) as resolved_ones_stay from content_dead_letters;
select purge_content_dead_letters();
select purge_content_dead_letters('-1 day');
select replay_content_dead_letters('enrich');
select replay_content_dead_letters(p_max_count => 0);
rollback;
