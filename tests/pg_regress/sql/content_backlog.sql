-- The backlog, the depth of queues, figures that workers report.
\i sql/content.psql
select * from get_content_stage_backlog() order by stage;
delete from content_job_stages;
insert into content_job_stages (job_id, stage, status, available_at, last_dequeued_at, finished_at) values
(:a, 'research', 'queued', now(), null, null), (:b, 'research', 'queued', now() + interval '1 minute', null, null),
(:a, 'qa', 'processing', now(), now(), null), (:b, 'qa', 'processing', now(), null, null), (:a, 'draft', 'processing', now(), now(), now()),
(:a, 'own', 'queued', now() - interval '1 day', null, null), (:b, 'own', 'pending', now(), null, null), (:a, 'gone', 'completed', now(), now(), now());
select * from get_content_stage_backlog() order by stage;
select * from get_content_stage_backlog() where stage = 'research';
select enqueue_stage('content', :a, 'export');
select get_queue_depth('content') - array['scrape_time', 'newest_msg_age_sec', 'oldest_msg_age_sec', 'total_messages'] as depth;
select get_queue_depth('q_schema') ->> 'queue_length' as length, get_queue_depth('enrich') ->> 'queue_name' as of_jobs;
select get_queue_depth('nowhere'), get_queue_depth(null), get_queue_depth(' '), get_queue_depth(E'x\n''"; --');
select record_job_metric(:a, 'qa', 'tokens', 12345678901234567890.123456789);
select record_job_metric(:a, 'qa', 'seconds', 1.50, 7, 2, 3, '{"model": "x"}'), record_job_metric(:a, 'qa', 'seconds', 0, null, null, null, null);
select id, pg_temp.letter(job_id) as job, stage, metric_type, metric_value, message_id, attempt_count, priority, metadata from content_job_metrics order by id;
select record_job_metric(:nobody, 'qa', 'seconds', 1);
\echo :LAST_ERROR_SQLSTATE
select record_job_metric(:a, 'qa', 'seconds', null);
\echo :LAST_ERROR_SQLSTATE
select record_job_metric(:a, 'qa', 'seconds', 'NaN');
\echo :LAST_ERROR_SQLSTATE
select record_job_metric(:a, 'qa', 'seconds', '-Infinity');
\echo :LAST_ERROR_SQLSTATE
select record_job_metric(:a, null, 'seconds', 1);
\echo :LAST_ERROR_SQLSTATE
rollback;
