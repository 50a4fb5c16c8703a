and not exists (
select from public.plaintiff_tasks as other
where other.plaintiff_id = $1 and other.status::text = 'closed'
  and other.kind = task.kind and other.id <> task.id)
