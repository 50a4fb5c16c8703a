-- Cancelling: open stages and their messages go, what was done stays.
\i sql/content.psql
select enqueue_stage('content', :a, 'research');
select count(*) from dequeue_stage('content'), start_stage(:a, 'research');
select complete_stage('content', 100, :a, 'research', null, 'outline');
select enqueue_stage('content', :a, 'draft');
delete from content_job_events;
select cancel_content_job(:a, 'customer left');
select cancel_content_job(:a, 'customer left');
select job, status, stage from pg_temp.jobs;
select stage, status, finished from pg_temp.stages where job = 'a';
select count(*) from pgmq.q_content;
select stage, status, message from pg_temp.events order by stage;
select start_stage(:a, 'outline') -> 'status' as status;
select fail_stage('content', 101, :a, 'outline', '"late"');
-- A job without open stages.
delete from content_job_stages where job_id = :b;
select cancel_content_job(:b, null);
select stage, status, message from pg_temp.events where job = 'b';
-- A completed job is not cancelled, an unknown one not found.
update content_jobs set status = 'completed' where id = :b;
select cancel_content_job(:b);
select cancel_content_job(:nobody);
\echo :LAST_ERROR_SQLSTATE
select cancel_content_job(null);
\echo :LAST_ERROR_SQLSTATE
rollback;
