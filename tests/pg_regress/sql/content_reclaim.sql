-- Stages whose worker did not come back are taken back; a worker that extends keeps its stage.
\i sql/content.psql
select enqueue_stage('content', :a, 'research'), enqueue_stage('content', :a, 'outline'), enqueue_stage('content', :b, 'research'), enqueue_stage('content', :b, 'outline');
select count(*) from dequeue_stage_batch('content');
select count(start_stage(job_id, stage)) from content_job_stages;
select * from get_content_stage_backlog() where ready_count + inflight_count > 0;
-- Nobody is late.
select reclaim_stalled_stages();
-- One is hidden, one visible again too short a time, one visible for over a minute, one at its last attempt.
update pgmq.q_content set vt = clock_timestamp() - make_interval(secs => case msg_id when 101 then 30 else 61 end) where msg_id > 100;
update content_job_stages set attempt_count = 3 where job_id = :b and stage = 'outline';
delete from content_job_events;
select reclaim_stalled_stages(null);
select job, stage, status, msg, tries, available, started, reason from pg_temp.stages;
select job, status from pg_temp.jobs;
select stage, status, message, metadata from pg_temp.events;
select msg_id from pgmq.q_content order by msg_id;
select * from get_content_stage_backlog() where ready_count + inflight_count > 0;
-- Again: nothing is left to do. A shorter grace period finds the other one.
select reclaim_stalled_stages(), reclaim_stalled_stages(20), reclaim_stalled_stages(20);
-- A message that is gone: sent again from the archive, with its payload; given up when nothing has it.
select enqueue_stage('content', :a, 'draft', '{"n": 1.10}', 3), enqueue_stage('content', :a, 'qa');
select count(*) from dequeue_stage('content', p_stage => 'draft') union all select count(*) from dequeue_stage('content', p_stage => 'qa');
select count(start_stage(job_id, stage)) from content_job_stages where stage in ('draft', 'qa');
select archive_message('content', 104);
delete from pgmq.q_content where msg_id = 105;
select reclaim_stalled_stages();
update content_job_stages set last_dequeued_at = now() - interval '661 seconds' where stage in ('draft', 'qa');
select reclaim_stalled_stages();
select job, stage, status, msg, tries, reason from pg_temp.stages where stage in ('draft', 'qa');
select msg, stage, payload, prio from pg_temp.messages where stage = 'draft';
-- Workers that read the queue by pgmq and write the rows themselves.
update content_jobs set status = 'processing';
insert into content_job_stages (job_id, stage, status, attempt_count, last_dequeued_at, visibility_timeout_seconds) values
(:a, 'found', 'processing', 1, now() - interval '100 seconds', 30), (:a, 'lost', 'processing', 1, now() - interval '100 seconds', 30),
(:a, 'busy', 'processing', 1, now() - interval '100 seconds', 30), (:a, 'fresh', 'processing', 1, now() - interval '80 seconds', 30);
select pgmq.send('content', jsonb_build_object('job_id', :a, 'stage', 'found')), pgmq.send('content', jsonb_build_object('job_id', :a, 'stage', 'busy'));
update pgmq.q_content set vt = case message ->> 'stage' when 'busy' then now() + interval '1 hour' else now() - interval '61 seconds' end;
select reclaim_stalled_stages();
select stage, status, queue, msg, reason from pg_temp.stages where stage in ('found', 'lost', 'busy', 'fresh') order by stage;
-- A job that was cancelled over REST leaves nothing open, and nothing of it is taken back.
update content_job_stages set status = 'processing', finished_at = null, dead_lettered_at = null, attempt_count = 1 where job_id = :b;
update content_jobs set status = 'cancelled' where id = :b;
select distinct status, finished from pg_temp.stages where job = 'b';
update content_job_stages set status = 'processing', finished_at = null where job_id = :b;
select reclaim_stalled_stages();
select distinct status from pg_temp.stages where job = 'b';
-- No row can stop the cycle: times at the end of the calendar, counters at their end, names that no caller may use.
update content_jobs set status = 'queued' where id = :b;
insert into content_job_stages (job_id, stage, status, queue, msg_id, attempt_count, last_dequeued_at, available_at) values
(:b, 'far', 'processing', null, null, 1, '294276-12-31 23:00+00', now()), (:b, 'endless', 'processing', null, null, 1, 'infinity', now()),
(:b, E'odd\nname', 'processing', 'content', 999, 1, now() - interval '1 day', now());
insert into pgmq.a_content (msg_id, read_ct, enqueued_at, vt, message) values (999, 1, now(), now(), jsonb_build_object('job_id', :b, 'stage', E'odd\nname', 'payload', '"kept"'::jsonb));
select reclaim_stalled_stages();
select stage, status from pg_temp.stages where job = 'b' and stage in ('far', 'endless', E'odd\nname');
select message -> 'payload' as payload from pgmq.q_content where message ->> 'stage' like 'odd%';
update content_job_stages set attempt_count = 2147483647 where job_id = :b and stage = 'far';
update content_jobs set attempt_count = 2147483647 where id = :b;
select start_stage(:b, 'far') -> 'attempt_count' as attempt;
select reclaim_stalled_stages(-1);
\echo :LAST_ERROR_SQLSTATE
rollback;
