-- Keeps what "gone" deleted from the queue.
archived as (
    insert into pgmq.{{archive}} ({{columns}}) select {{columns}} from gone)
