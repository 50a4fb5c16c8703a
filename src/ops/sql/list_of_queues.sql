select substr(name, 8) || ' is not in pgmq.meta' from unnest($2) as name
where name like 'pgmq.q\_%' and to_regclass(name) is not null
  and not exists (select from pgmq.meta where 'pgmq.q_' || queue_name = name)
