-- Of several letters of one stage only the last can be replayed, and resolves the others. What was too large
-- is there in part only.
select letter.id, letter.queue_name::text, letter.job_id, letter.stage::text,
    case when pg_catalog.isfinite(letter.routed_at) then pg_catalog.floor(
        extract(epoch from pg_catalog.now() - letter.routed_at))::bigint end,
    letter.attempt_count, letter.failure_reason, fate.priority, fate.replayable
from public.content_dead_letters as letter,
    lateral (
        select coalesce((
            select job.status::text <> 'cancelled' and letter.stage is not null
               and letter.failure_reason is distinct from 'message_too_large'
               and (stage.job_id is null
                    or stage.status::text = 'failed' and stage.dead_lettered_at is not null)
               and not exists (select from public.content_dead_letters as later
                               where later.job_id = letter.job_id and later.id > letter.id
                                 and later.stage = letter.stage and later.resolved_at is null)
            from public.content_jobs as job
            left join public.content_job_stages as stage
                on stage.job_id = job.id and stage.stage::text = letter.stage::text
            where job.id = letter.job_id)
            and exists (select from pgmq.meta
                        where meta.queue_name in (letter.queue_name::text, 'q_' || letter.queue_name::text)),
            false) as replayable,
            (select stage.priority from public.content_job_stages as stage
             where stage.job_id = letter.job_id and stage.stage::text = letter.stage::text) as priority
    ) as fate
where letter.resolved_at is null and ($1 is null or letter.queue_name::text = $1)
  and ($3 is null or letter.id = any ($3))
order by not fate.replayable, letter.id
limit $2
