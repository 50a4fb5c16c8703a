-- (int8array, timestamptz)
update
    pgmq.q_ingest_raw
set
    vt = $2,
    read_ct = read_ct - 1
where
    msg_id = any (array(
            select
                pg_catalog.unnest($1)));
