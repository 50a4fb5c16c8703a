with gone as (
    delete from pgmq.{{table}}
    where msg_id = any (array(select pg_catalog.unnest($1)))
    returning {{columns}}),
archived as (
    insert into pgmq.{{archive}} ({{columns}}) select {{columns}} from gone)
select from gone
