select stage.status::text, stage.queue::text, stage.msg_id, stage.attempt_count,
stage.max_attempts, stage.dead_lettered_at is not null, stage.retry_delay_seconds, stage.priority,
    stage.job_id, stage.stage::text
             from (select * from unnest($1, $2) with ordinality as wanted (job_id, stage, place)
                   where place between 1 and 1000000) as wanted
             join public.content_job_stages as stage
                 on stage.job_id = wanted.job_id and stage.stage = wanted.stage
             order by stage.job_id, stage.stage
             for no key update of stage
