select stage.job_id, stage.stage::text, message.msg_id, message.message
from public.content_job_stages as stage
join pgmq.{{table}} as message on message.msg_id = stage.msg_id
where stage.status = 'processing' and stage.finished_at is null and stage.queue = $1
  and message.vt <= $2
order by message.msg_id
limit $3
for update of message skip locked
