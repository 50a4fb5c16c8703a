-- (text, int4, int8array)
select
    msg_id,
    (
        case
            when pg_catalog.jsonb_typeof(message -> 'original_queue') in ('string', 'number') then message ->> 'original_queue'
        end
    ),
    case
        when pg_catalog.isfinite(enqueued_at) then pg_catalog.floor(
            extract(epoch
                from
                    pg_catalog.now() - enqueued_at)
        )::bigint
    end,
    case
        when pg_catalog.jsonb_typeof(message -> 'attempt_count') = 'number' then greatest(
            least(
                (message ->> 'attempt_count')::numeric,
                2147483647
            ),
            0
        )::integer
    end,
    coalesce(
        (
            case
                when pg_catalog.jsonb_typeof(message -> 'error') in ('string', 'number') then message ->> 'error'
            end
        ),
        (
            case
                when pg_catalog.jsonb_typeof(message -> 'error_message') in ('string', 'number') then message ->> 'error_message'
            end
        )
    ),
    coalesce(message ? 'original_payload', false)
from
    pgmq.q_dead_letter as letter,
    lateral (
        select
            pg_catalog.regexp_replace(
                pg_catalog.lower(
                    pg_catalog.btrim(
                        (
                            case
                                when pg_catalog.jsonb_typeof(message -> 'original_queue') in ('string', 'number') then message ->> 'original_queue'
                            end
                        )
                    ) collate "C"
                ),
                '^q_',
                ''
            ) as plain
    ) as original
where
    (
        $1 is null
        or $1 = original.plain
    )
    and (
        $3 is null
        or msg_id = any ($3)
    )
order by
    (
        message ? 'original_payload'
        and original.plain = any (
            array(
                select
                    queue.plain
                from
                    (
                        select
                            pg_catalog.regexp_replace(relname::text, '^q_(q_)?', '') as plain
                        from
                            pg_catalog.pg_class
                        where
                            relnamespace = pg_catalog.to_regnamespace('pgmq')
                            and relkind in ('r', 'p')
                            and relname like 'q\_%'
                    ) as queue
                where
                    queue.plain not in ('content', 'schema', 'tsv', 'dead_letter')
            )
        )
    ) is not true,
    msg_id
limit
    $2
for update
    of letter skip locked;
