-- ()
select
    pg_catalog.current_setting('enable_seqscan');
