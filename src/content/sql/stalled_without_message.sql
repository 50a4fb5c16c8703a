select stage.job_id, stage.stage::text, stage.msg_id, archived.message
from public.content_job_stages as stage
left join pgmq.{{archive}} as archived on archived.msg_id = stage.msg_id
where stage.status = 'processing' and stage.finished_at is null and stage.queue = $1
  and stage.msg_id is not null and {{include content/is_overdue.sql}}
  and not exists (select from pgmq.{{table}} as message where message.msg_id = stage.msg_id)
order by stage.job_id, stage.stage
limit $3
