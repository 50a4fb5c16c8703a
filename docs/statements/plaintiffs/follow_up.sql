-- (uuid, uuid, timestamptz, text, text, text, text)
with
planned as (
    select
        task.id
    from
        public.plaintiff_tasks as task
    where
        task.plaintiff_id = $1
        and task.status::text in ('open', 'in_progress')
        and task.kind::text = 'call'
        and task.id <> $2
    order by
        task.due_at,
        task.created_at,
        task.id
    limit
        1
    for no key update
        skip locked
),
moved as (
    update
        public.plaintiff_tasks as task
    set
        due_at = $3
    from
        planned
    where
        task.id = planned.id
    returning
        task.id
)
insert into
    public.plaintiff_tasks (
        plaintiff_id,
        kind,
        status,
        due_at,
        note,
        created_by,
        metadata
    )
select
    $1,
    'call',
    'open',
    $3,
    $4,
    $7::text,
    pg_catalog.jsonb_build_object(
        'from_outcome',
        $5,
        'interest_level',
        $6,
        'previous_task_id',
        $2
    )
where
    not exists (
        select
        from
            moved
    )
returning
    id;
