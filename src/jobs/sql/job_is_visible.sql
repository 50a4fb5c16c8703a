select $2 is null or coalesce(user_id::text = $2, false) from public.jobs
where id = $1
