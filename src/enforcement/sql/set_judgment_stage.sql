with judgment as (
    update public.judgments
    set enforcement_stage = $2{{cast public.judgments.enforcement_stage}},
        enforcement_stage_updated_at = pg_catalog.now(), updated_at = pg_catalog.now()
    where id = $1)
insert into public.enforcement_history
    (judgment_id, stage, note, changed_by, enforcement_case_id, actor_type, delta)
select $1, $2{{cast public.enforcement_history.stage}}, $3, $4,
       (select id from public.enforcement_cases
        where judgment_id = $1 and (closed_at is null and status <> 'closed')
        limit 1),
       'rpc', $5
