insert into public.plaintiff_tasks
    (plaintiff_id, kind, status, due_at, created_by, case_id, task_code)
values ($1, $2{{cast public.plaintiff_tasks.kind}}, 'open', $3, $4, $5, $2)
on conflict do nothing
returning id
