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
    );
