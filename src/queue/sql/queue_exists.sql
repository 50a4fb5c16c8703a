select exists (select from pg_catalog.pg_class
where relnamespace = pg_catalog.to_regnamespace('pgmq')
  and relkind in ('r', 'p') and relname in ('q_' || $1, 'q_q_' || $1))
