-- (int8)
select
from
    pgmq.q_content
where
    msg_id = $1;
