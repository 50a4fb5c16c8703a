select 'public.dequeue_job(text) was replaced: it hands out jobs by rules of its own'
from pg_proc join pg_language on pg_language.oid = prolang
where pg_proc.oid = to_regprocedure('public.dequeue_job(text)')
  and (lanname <> 'c' or coalesce(probin, '') <> '$libdir/dragonfly_queue')
