-- What the figures of plaintiffs compare with, and what fills the tables before a run.

-- The statements of log_call_outcome as an application writes them, with the same checks and answer.
create function bench.log_call_outcome(
    the_plaintiff uuid, the_task uuid, outcome text, interest text, notes text, follow_up_at timestamptz
) returns jsonb
-- As anon must be able to call it: definer's rights, and a pinned search path.
language plpgsql security definer set search_path to pg_catalog, pg_temp as $$
declare
    task public.plaintiff_tasks;
    bucket text;
    attempt uuid;
    planned uuid;
    follow_up uuid;
begin
    if the_plaintiff is null then
        raise exception 'log_call_outcome: plaintiff_id is required';
    elsif the_task is null then
        raise exception 'log_call_outcome: task_id is required';
    elsif outcome is null or btrim(outcome) = '' then
        raise exception 'log_call_outcome: outcome is required';
    end if;
    interest := nullif(btrim(interest), '');
    bucket := case
        when lower(btrim(outcome)) in ('do_not_call', 'bad_number') then lower(btrim(outcome))
        when lower(btrim(outcome)) = 'reached' and lower(interest) in ('hot', 'warm') then 'reached_' || lower(interest)
        else 'contacted' end;
    if bucket in ('do_not_call', 'bad_number') then
        planned := null;
    end if;
    if follow_up_at is not null and bucket not in ('do_not_call', 'bad_number') then
        perform from public.plaintiff_tasks
        where plaintiff_id = the_plaintiff and id = any (array(
            select the_task union
            select open.id from public.plaintiff_tasks as open
            where open.plaintiff_id = the_plaintiff and open.status in ('open', 'in_progress') and open.kind = 'call'))
        order by id for no key update;
    end if;
    select * into task from public.plaintiff_tasks where id = the_task for no key update;
    if not found then
        raise exception 'log_call_outcome: task % not found', the_task;
    elsif task.plaintiff_id <> the_plaintiff then
        raise exception 'log_call_outcome: task belongs to another plaintiff';
    end if;
    update public.plaintiff_tasks as closing
    set status = 'closed', completed_at = now(), closed_at = coalesce(closing.closed_at, now()),
        result = coalesce(closing.result, outcome),
        metadata = closing.metadata || jsonb_build_object('result', outcome, 'interest_level', interest,
            'closed_by', 'log_call_outcome', 'closed_at', now())
    where id = the_task;
    insert into public.plaintiff_call_attempts (plaintiff_id, task_id, outcome, interest_level, notes,
        next_follow_up_at, metadata)
    values (the_plaintiff, the_task, outcome, interest, notes,
        case when bucket not in ('do_not_call', 'bad_number') then follow_up_at end,
        jsonb_build_object('from_rpc', 'log_call_outcome', 'follow_up_at', follow_up_at))
    returning id into attempt;
    insert into public.plaintiff_status_history (plaintiff_id, status, note, changed_by)
    values (the_plaintiff, bucket, coalesce(notes, 'Call outcome recorded: ' || outcome), 'log_call_outcome');
    if follow_up_at is not null and bucket not in ('do_not_call', 'bad_number') then
        perform from public.plaintiffs where id = the_plaintiff for no key update;
        select id into planned from public.plaintiff_tasks
        where plaintiff_id = the_plaintiff and status in ('open', 'in_progress') and kind = 'call' and id <> the_task
        order by due_at, created_at, id limit 1 for no key update skip locked;
        if found then
            update public.plaintiff_tasks set due_at = follow_up_at where id = planned;
        else
            insert into public.plaintiff_tasks (plaintiff_id, kind, status, due_at, note, created_by, metadata)
            values (the_plaintiff, 'call', 'open', follow_up_at, coalesce(notes, 'Follow-up call'), 'log_call_outcome',
                jsonb_build_object('from_outcome', outcome, 'interest_level', interest, 'previous_task_id', the_task))
            returning id into follow_up;
        end if;
    end if;
    return jsonb_build_object('plaintiff_id', the_plaintiff, 'task_id', the_task, 'outcome', outcome,
        'interest', interest, 'status', bucket, 'follow_up_created', follow_up is not null,
        'follow_up_at', follow_up_at, 'call_attempt_id', attempt, 'created_follow_up_task_id', follow_up);
end $$;

-- A hundred thousand plaintiffs with a call each.
create function bench.fill_calls() returns void language sql as $$
    truncate public.plaintiffs cascade;
    insert into public.plaintiffs (id, name)
    select md5('plaintiff ' || n)::uuid, 'Plaintiff ' || n from generate_series(1, 100000) as n;
    insert into public.plaintiff_tasks (id, plaintiff_id, kind)
    select md5('task ' || n)::uuid, md5('plaintiff ' || n)::uuid, 'call' from generate_series(1, 100000) as n;
$$;

-- Judgments with their court cases, a tenth of them without.
create function bench.fill_pipeline(judgments integer) returns void language sql as $$
    truncate public.plaintiffs, public.judgments, judgments.cases cascade;
    insert into public.plaintiffs (id, name)
    select md5('plaintiff ' || n)::uuid, 'Plaintiff ' || n from generate_series(1, judgments / 10) as n;
    insert into public.judgments (case_number, plaintiff_id, judgment_amount, priority_level, county, state)
    select 'N-' || n, md5('plaintiff ' || 1 + n % (judgments / 10))::uuid, (n * 7919::bigint) % 20000,
           (array['low', 'normal', 'high', 'urgent', 'on_hold'])[1 + n % 5], 'Kings', 'NY'
    from generate_series(1, judgments) as n;
    insert into judgments.cases (case_number, source, amount_awarded, judgment_date)
    select 'N-' || n, 'bench', (n * 7919::bigint) % 20000, current_date - (hashint4(n) & 2147483647) % 1500
    from generate_series(1, judgments) as n where n % 10 <> 0;
$$;

-- An export; the same rows for the import and for what it is compared with.
create function bench.fill_import(many integer) returns void language sql as $$
    truncate public.plaintiffs, public.judgments, public.raw_simplicity_imports, public.import_runs,
        dragonfly.idempotency_keys, pgmq.q_enrich, pgmq.q_enforce cascade;
    insert into public.import_runs (id, import_kind, source_system)
    values ('00000000-0000-0000-0000-000000000001', 'simplicity', 'simplicity');
    insert into public.raw_simplicity_imports (import_run_id, raw_data)
    select '00000000-0000-0000-0000-000000000001', jsonb_build_object('row_number', n, 'payload', jsonb_build_object(
        'plaintiff_name', 'Plaintiff ' || n % (many / 3), 'plaintiff_email', 'p' || n % (many / 3) || '@example.com',
        'plaintiff_phone', '555-' || lpad((n % (many / 3))::text, 7, '0'), 'judgment_number', 'J-' || n,
        'judgment_amount', '$' || n % 90000 || '.50', 'judgment_date', '03/09/2024', 'county', 'Kings', 'state', 'NY',
        'court_name', 'Kings Civil', 'defendant_name', 'Defendant ' || n))
    from generate_series(1, many) as n order by n;
$$;
