select distinct pg_catalog.regexp_replace(relname::text, '^q_(q_)?', '') as plain
from pg_catalog.pg_class
where relnamespace = pg_catalog.to_regnamespace('pgmq')
  and relkind in ('r', 'p') and relname like 'q\_%'
order by plain
