-- (text)
select
    pg_catalog.set_config('enable_seqscan', $1, true);
