-- ()
select
where
    not pg_catalog.has_table_privilege(
        pg_catalog.to_regclass('pgmq.q_case_copilot'),
        'select'
    );
