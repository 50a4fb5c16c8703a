update pgmq.{{table}} set vt = greatest(
    vt, pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => $2))
where msg_id = $1
returning msg_id
