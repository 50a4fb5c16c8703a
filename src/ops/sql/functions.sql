with ours as (
    select signature, pg_proc.*, lanname,
           signature = 'public.dequeue_job(text)' and lanname <> 'c' as given_away,
           case when signature like 'workers.upsert\_heartbeat(%anyenum%'
               then lanname <> 'sql'
               else lanname <> 'c' or coalesce(probin, '') <> '$libdir/dragonfly_queue'
           end as replaced
    from unnest($1) as signature
    left join pg_proc on pg_proc.oid = to_regprocedure(signature)
    left join pg_language on pg_language.oid = prolang)
select signature || ' is missing' from ours where oid is null
union all select signature || ' was replaced' from ours
where replaced and not given_away
union all select signature || ' belongs to ' || rolname
from ours join pg_roles on pg_roles.oid = proowner
where not given_away and proowner not in (
    select extowner from pg_extension where extname = 'dragonfly_queue')
union all select 'the extension belongs to ' || rolname || ', who is not a superuser'
from pg_extension join pg_roles on pg_roles.oid = extowner
where extname = 'dragonfly_queue' and not rolsuper
union all select signature || ' is SECURITY DEFINER' from ours
where not given_away and prosecdef
union all select signature || ' has lost its ' || split_part(setting, '=', 1)
from ours, unnest(array['search_path=pg_catalog, pg_temp', 'row_security=on']) as setting
where oid is not null and not given_away
  and not coalesce(setting = any (proconfig), false)
