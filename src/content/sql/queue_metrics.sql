select pg_catalog.to_jsonb(metrics) from pgmq.metrics(pg_catalog.lower($1 collate "C")) as metrics
