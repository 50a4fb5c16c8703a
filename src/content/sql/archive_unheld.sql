with gone as (
    delete from pgmq.{{table}}
    where msg_id = any (array(
        select msg_id from pgmq.{{table}} where msg_id = any (array(select pg_catalog.unnest($1)))
        for update skip locked))
    returning {{columns}}),
archived as (
    insert into pgmq.{{archive}} ({{columns}}) select {{columns}} from gone)
select from gone
