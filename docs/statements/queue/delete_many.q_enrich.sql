-- (int8array)
delete from
    pgmq.q_enrich
where
    msg_id = any (array(
            select
                pg_catalog.unnest($1)))
returning
    msg_id;
