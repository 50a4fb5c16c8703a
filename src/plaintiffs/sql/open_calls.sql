locked as materialized (
    select task.id from public.plaintiff_tasks as task
    where task.plaintiff_id = $1 and task.id = any (array(
        select $2 union
        select open.id from public.plaintiff_tasks as open
        where open.plaintiff_id = $1 and open.status::text in ('open', 'in_progress')
          and open.kind::text = 'call'))
      and pg_catalog.current_setting('transaction_isolation') like 'read %'
    order by task.id
    for no key update),
