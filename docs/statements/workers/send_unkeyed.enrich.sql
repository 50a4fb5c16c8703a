-- (jsonb, timestamptz)
insert into
    pgmq.q_enrich (vt, message)
values
    ($2, $1)
returning
    msg_id;
