with gone as (
    delete from pgmq.{{table}}
    where msg_id = any (array(
        select msg_id from pgmq.{{table}} where msg_id = any (array(select pg_catalog.unnest($1)))
        for update skip locked))
    returning {{columns}}),
{{include archived.sql}}
select from gone
