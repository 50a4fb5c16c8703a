with active as (
    select id from public.enforcement_actions
    where enforcement_case_id = $1
      and status in ('planned', 'pending', 'served')
    order by id for no key update),
cancelled as (
    update public.enforcement_actions as action
    set status = 'cancelled', closed_at = pg_catalog.now(),
        status_reason = $2, updated_by = $3, updated_at = pg_catalog.now()
    from active where action.id = active.id
    returning action.id)
select id from cancelled order by id
