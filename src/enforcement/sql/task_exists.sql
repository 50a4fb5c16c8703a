select from public.plaintiff_tasks where id = $1
