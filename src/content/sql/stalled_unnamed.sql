select stage.job_id, stage.stage::text, message.msg_id, message.message
from public.content_job_stages as stage
left join lateral (
    select live.msg_id, live.message from pgmq.{{table}} as live
    where live.message ->> 'stage' = stage.stage::text
      and live.message -> 'job_id' = pg_catalog.to_jsonb(stage.job_id::text)
    order by live.vt
    limit 1) as message on true
where stage.status = 'processing' and stage.finished_at is null and stage.msg_id is null
  and $1 is not null and {{include content/is_overdue.sql}}
  and (message.msg_id is null or exists (
          select from pgmq.{{table}} as due where due.msg_id = message.msg_id and due.vt <= $2))
order by stage.job_id, stage.stage
limit $3
