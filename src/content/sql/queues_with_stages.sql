select queue, pg_catalog.bool_or(is_busy)
from (
    select queue::text as queue, true as is_busy from public.content_job_stages
    where status = 'processing' and finished_at is null and msg_id is not null
    union all
    select queue::text, false from public.content_stage_config
    union all
    select *, false from unnest($1)
) as named
where pg_catalog.has_table_privilege(
    pg_catalog.to_regclass(pg_catalog.format('pgmq.%I', 'q_' || pg_catalog.lower(queue collate "C"))), 'delete')
group by queue order by queue
