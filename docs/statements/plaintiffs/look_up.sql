-- (uuid, uuid)
select
    exists (
        select
        from
            public.plaintiffs
        where
            id = $1
    ),
    (
        select
            plaintiff_id = $1
        from
            public.plaintiff_tasks
        where
            id = $2
    ),
    (
        select
            case
                when conname is null then 'DROP INDEX ' || narrow.indexrelid::pg_catalog.regclass
                else pg_catalog.format(
                    'ALTER TABLE public.plaintiff_tasks DROP CONSTRAINT %I',
                    conname
                )
            end
        from
            (
                select
                    narrow.indexrelid
                from
                    pg_catalog.pg_index as narrow
                where
                    narrow.indrelid = 'public.plaintiff_tasks'::pg_catalog.regclass
                    and narrow.indisunique
                    and narrow.indpred is null
                    and narrow.indexprs is null
                    and (
                        select
                            pg_catalog.array_agg(attname::text
                                order by
                                    attname)
                        from
                            pg_catalog.pg_attribute
                        where
                            attrelid = narrow.indrelid
                            and attnum = any ((narrow.indkey::int2[]) [ :narrow.indnkeyatts - 1 ])
                    ) = array [ 'kind',
                    'plaintiff_id',
                    'status' ]
            ) as narrow
            left join pg_catalog.pg_constraint on conindid = narrow.indexrelid
        limit
            1
    );
