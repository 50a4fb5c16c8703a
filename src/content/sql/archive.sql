with gone as (
    delete from pgmq.{{table}}
    where msg_id = any (array(select pg_catalog.unnest($1)))
    returning {{columns}}),
{{include archived.sql}}
select from gone
