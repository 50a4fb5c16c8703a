select msg_id, {{include workers/plain_text.sql field=original_queue}},
    case when pg_catalog.isfinite(enqueued_at) then pg_catalog.floor(
        extract(epoch from pg_catalog.now() - enqueued_at))::bigint end,
    case when pg_catalog.jsonb_typeof(message -> 'attempt_count') = 'number'
         then greatest(least((message ->> 'attempt_count')::numeric, 2147483647), 0)::integer
    end,
    coalesce({{include workers/plain_text.sql field=error}},
        {{include workers/plain_text.sql field=error_message}}),
    coalesce(message ? 'original_payload', false)
from pgmq.{{dead_letter}} as letter,
    lateral (select pg_catalog.regexp_replace(
        pg_catalog.lower(pg_catalog.btrim(
            {{include workers/plain_text.sql field=original_queue}}) collate "C"),
        '^q_', '') as plain) as original
where ($1 is null or $1 = original.plain) and ($3 is null or msg_id = any ($3))
order by (message ? 'original_payload' and original.plain = any (array(
        select queue.plain
        from (select pg_catalog.regexp_replace(relname::text, '^q_(q_)?', '') as plain
              from pg_catalog.pg_class
              where relnamespace = pg_catalog.to_regnamespace('pgmq') and relkind in ('r', 'p')
                and relname like 'q\_%') as queue
        where queue.plain not in ({{not_for_workers}})))) is not true,
    msg_id
limit $2 {{lock}}
