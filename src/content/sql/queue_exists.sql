select where pg_catalog.has_table_privilege(pg_catalog.to_regclass(
pg_catalog.format('pgmq.%I', 'q_' || pg_catalog.lower($1 collate "C"))), 'delete')
