-- $1 visibility timeout, $2 time of the call, $3 how many at the most.
with policy as materialized ({{include workers/policy.sql}}),
    taken as (
        update pgmq.{{table}} as message
        set vt = $2 + pg_catalog.make_interval(
                secs => coalesce($1, policy.visibility_timeout_seconds)),
            read_ct = message.read_ct + 1{{last_read}}
        from policy
        where message.msg_id = any (array({{include due.sql also=true}}))
        returning message.msg_id, message.read_ct, message.message, message.vt)
    select taken.msg_id, taken.read_ct, taken.message, taken.vt, policy.*
    from taken cross join policy
    order by taken.msg_id
