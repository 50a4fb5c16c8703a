-- (uuid)
with
run as materialized (
    select
        run.source_reference,
        coalesce(
            run.metadata ->> 'batch_name',
            run.source_reference
        ) as batch
    from
        public.import_runs as run
    where
        run.id = $1
        and not exists (
            select
            from
                public.raw_simplicity_imports
            where
                import_run_id = $1
        )
)
update
    public.raw_simplicity_imports as raw
set
    import_run_id = $1
where
    raw.id = any (
        array(
            select
                named.id
            from
                run,
                public.raw_simplicity_imports as named
            where
                named.import_run_id is null
                and named.raw_data ->> 'batch_name' = run.batch
            union
            select
                named.id
            from
                run,
                public.raw_simplicity_imports as named
            where
                named.import_run_id is null
                and named.raw_data ->> 'source_reference' = run.source_reference
        )
    );
