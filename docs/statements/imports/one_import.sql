-- ()
select
    pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('dragonfly_queue process_simplicity_imports', 0)
    );
