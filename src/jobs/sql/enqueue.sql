insert into public.jobs (id, type, payload, company_id, user_id, created_at)
values (coalesce($5, pg_catalog.gen_random_uuid()),
    (case when pg_catalog.length($1) > 100
          then pg_catalog.left($1, 99) || '…' else $1 end){{cast public.jobs.type}}, $2,
    $3{{cast public.jobs.company_id}}, $4{{cast public.jobs.user_id}},
    pg_catalog.now() at time zone 'utc')
on conflict (id) do nothing
returning id
