insert into pgmq.meta (queue_name, is_partitioned, is_unlogged)
values ($1, false, false)
