-- set_enforcement_stage as a careful author would write it by hand: the same checks, statements and
-- notification.
create function bench.set_stage(
    in_case uuid, in_stage text, in_actor text, in_note text, in_metadata jsonb, in_override boolean
) returns jsonb
language plpgsql security definer set search_path to pg_catalog, pg_temp
as $$
declare
    caller text := coalesce(nullif(current_setting('role', true), 'none'), session_user);
    claims text := nullif(current_setting('request.jwt.claims', true), '');
    wanted text := lower(btrim(in_stage));
    target record;
    before record;
    due timestamptz;
    floor integer;
    event_id uuid;
    who text := in_actor;
begin
    if not exists (
        select from pg_roles as login, pg_roles as operator
        where login.rolname = caller
          and operator.rolname in ('service_role', 'enforcement_operator')
          and pg_has_role(login.oid, operator.oid, 'usage'))
       and not (caller = 'authenticated' and session_user = 'authenticator'
                and claims is not null and claims::jsonb ->> 'role' = 'enforcement_operator')
    then
        raise exception 'permission denied' using errcode = '42501';
    end if;
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'needs READ COMMITTED';
    end if;
    if in_case is null then
        raise exception 'case_id is required';
    end if;
    if coalesce(wanted, '') = '' then
        raise exception 'stage is required';
    end if;
    if jsonb_typeof(in_metadata) <> 'object' then
        raise exception 'metadata must be an object';
    end if;
    if wanted = 'closed' then
        raise exception 'close the case';
    end if;
    select ordinal, sla, judgment_stage into target
    from public.enforcement_stage_lookup where stage = wanted;
    if not found then
        raise exception 'unsupported stage: %', wanted;
    end if;
    select * into before from public.enforcement_cases where id = in_case for no key update;
    if not found then
        raise exception 'case % not found', in_case using errcode = 'PT404';
    end if;
    if before.closed_at is not null or before.status = 'closed' then
        raise exception 'case % is closed', in_case using errcode = '23505';
    end if;
    if before.current_stage = wanted then
        return jsonb_build_object('case_id', in_case, 'stage', wanted, 'previous_stage', wanted,
                                  'next_action_at', before.next_action_at, 'changed', false);
    end if;
    if target.ordinal < before.stage_floor and not coalesce(in_override, false) then
        raise exception 'stage % lies before what the case has reached', wanted;
    end if;
    floor := case when coalesce(in_override, false) then target.ordinal
                  else greatest(before.stage_floor, target.ordinal) end;
    due := now() + target.sla;
    who := coalesce(nullif(btrim(in_actor), ''), claims::jsonb ->> 'sub', caller);
    update public.enforcement_cases
    set current_stage = wanted, stage_entered_at = now(), next_action_at = due, stage_floor = floor
    where id = in_case;
    insert into public.enforcement_history
        (judgment_id, stage, note, changed_by, enforcement_case_id, actor_type, delta)
    values (before.judgment_id, wanted, in_note, who, in_case, 'rpc',
            jsonb_build_object(
                'current_stage', jsonb_build_object('from', before.current_stage, 'to', wanted),
                'stage_entered_at', jsonb_build_object(
                    'from', before.stage_entered_at at time zone 'UTC', 'to', now() at time zone 'UTC'),
                'next_action_at', jsonb_build_object(
                    'from', before.next_action_at at time zone 'UTC', 'to', due at time zone 'UTC'))
            || case when floor <> before.stage_floor
                    then jsonb_build_object('stage_floor', jsonb_build_object(
                        'from', before.stage_floor, 'to', floor))
                    else '{}' end);
    insert into public.enforcement_events
        (case_id, event_type, event_kind, notes, metadata, payload)
    values (in_case, 'case_stage_changed', 'case_stage_changed', in_note,
            coalesce(in_metadata, '{}') || jsonb_build_object('actor', who),
            jsonb_build_object('from', before.current_stage, 'to', wanted,
                               'override', coalesce(in_override, false)))
    returning id into event_id;
    perform pg_notify('enforcement_events_channel', jsonb_build_object(
        'event_id', event_id, 'case_id', in_case, 'event_kind', 'case_stage_changed')::text);
    return jsonb_build_object('case_id', in_case, 'stage', wanted,
                              'previous_stage', before.current_stage, 'next_action_at', due,
                              'changed', true);
end
$$;
