-- (text)
select
from
    pgmq.meta
where
    queue_name = pg_catalog.lower($1 collate "C")
    and pg_catalog.has_table_privilege(
        pg_catalog.to_regclass(pg_catalog.format('pgmq.%I', 'q_' || queue_name)),
        'select'
    )
    and pg_catalog.has_sequence_privilege(
        pg_catalog.to_regclass(
            pg_catalog.format('pgmq.%I', 'q_' || queue_name || '_msg_id_seq')
        ),
        'select'
    );
