-- (text, uuid)
with
sent as materialized (
    select
        *
    from
        pg_catalog.json_to_recordset($1::json) as it (
            raw_id bigint,
            plaintiff_id uuid,
            is_new boolean,
            name text,
            email text,
            phone text,
            address text,
            defendant text,
            judgment_number text,
            case_number text,
            amount numeric,
            entry_date date,
            status text,
            county text,
            state text,
            lead jsonb,
            metadata jsonb
        )
),
run as materialized (
    select
        source_system,
        coalesce(file_name, source_reference) as file
    from
        public.import_runs
    where
        id = $2
),
judgment as (
    insert into
        public.judgments (
            case_number,
            judgment_number,
            plaintiff_id,
            plaintiff_name,
            defendant_name,
            judgment_amount,
            entry_date,
            source_file,
            status,
            county,
            state,
            enforcement_stage,
            metadata
        )
    select
        case_number,
        judgment_number,
        plaintiff_id,
        name,
        defendant,
        amount,
        entry_date,
        run.file,
        coalesce(status, 'New')::text,
        county::text,
        state::text,
        'pre_enforcement',
        pg_catalog.jsonb_strip_nulls(metadata)
    from
        sent,
        run
    order by
        raw_id
    on conflict
    do nothing
    returning
        id,
        case_number,
        plaintiff_id,
        (metadata ->> 'import_row_id')::bigint as raw_id
),
taken as materialized (
    select
        sent.*
    from
        sent
        join judgment
    using
        (raw_id)
),
person as materialized (
    select
        plaintiff_id,
        bool_or(is_new) as is_new,
        (array_agg(name
                order by
                    raw_id)) [ 1 ] as name,
        (
            array_agg(email
                order by
                    raw_id) filter (
                where
                    email is not null)
        ) [ 1 ] as email,
        (
            array_agg(phone
                order by
                    raw_id) filter (
                where
                    phone is not null)
        ) [ 1 ] as phone,
        (array_agg(lead
                order by
                    raw_id)) [ 1 ] as lead
    from
        taken
    group by
        plaintiff_id
),
made as (
    insert into
        public.plaintiffs (
            id,
            name,
            email,
            phone,
            source_system,
            source_reference,
            lead_metadata
        )
    select
        plaintiff_id,
        name,
        email,
        phone,
        run.source_system,
        lead ->> 'lead_id',
        pg_catalog.jsonb_strip_nulls(lead)
    from
        person,
        run
    where
        is_new
    order by
        plaintiff_id
),
filled as (
    update
        public.plaintiffs as plaintiff
    set
        email = coalesce(nullif(plaintiff.email, ''), person.email),
        phone = coalesce(nullif(plaintiff.phone, ''), person.phone)
    from
        person
    where
        plaintiff.id = person.plaintiff_id
        and not person.is_new
        and (
            coalesce(plaintiff.email, '') = ''
            and person.email is not null
            or coalesce(plaintiff.phone, '') = ''
            and person.phone is not null
        )
),
history as (
    insert into
        public.plaintiff_status_history (plaintiff_id, status, note, changed_by)
    select
        plaintiff_id,
        'new',
        'Imported from ' || run.source_system,
        'process_simplicity_imports'
    from
        person,
        run
    where
        is_new
),
contact as (
    insert into
        public.plaintiff_contacts (plaintiff_id, name, kind, value, email, phone)
    select distinct
        on (taken.plaintiff_id, way.kind, way.value) taken.plaintiff_id,
        taken.name,
        way.kind,
        way.value,
        case
            way.kind
            when 'email' then way.value
        end,
        case
            way.kind
            when 'phone' then way.value
        end
    from
        taken,
        lateral (
            values
                ('email', taken.email),
                ('phone', taken.phone),
                ('address', taken.address)
        ) as way (kind, value)
    where
        way.value is not null
    order by
        taken.plaintiff_id,
        way.kind,
        way.value,
        taken.raw_id
    on conflict
    do nothing
),
task as (
    insert into
        public.plaintiff_tasks (
            plaintiff_id,
            kind,
            status,
            due_at,
            note,
            created_by,
            metadata
        )
    select
        plaintiff_id,
        'call',
        'open',
        pg_catalog.now() + interval '7 days',
        'First call',
        'process_simplicity_imports',
        pg_catalog.jsonb_build_object('import_run_id', $2)
    from
        person
        left join lateral (
            select
                true as is_there
            from
                public.plaintiff_tasks as open
            where
                open.plaintiff_id = person.plaintiff_id
                and open.kind::text = 'call'
                and open.status::text || '' in ('open', 'in_progress')
            limit
                1
        ) as open on true
    where
        open.is_there is null
),
marked as (
    update
        public.raw_simplicity_imports as raw
    set
        status = 'processed',
        error_log = null
    from
        taken
    where
        raw.id = taken.raw_id
)
select
    (
        select
            pg_catalog.jsonb_agg(
                pg_catalog.jsonb_build_object(
                    'kind',
                    job.kind,
                    'idempotency_key',
                    'simplicity:' || job.kind || ':' || judgment.id,
                    'payload',
                    pg_catalog.jsonb_build_object(
                        'judgment_id',
                        judgment.id,
                        'case_number',
                        judgment.case_number,
                        'plaintiff_id',
                        judgment.plaintiff_id,
                        'import_run_id',
                        $2
                    )
                )
                order by
                    judgment.id
            )
        from
            judgment,
            (
                values
                    ('enrich'), ('enforce')) as job (kind)
    ),
    array(
        select
            raw_id
        from
            sent
        except
        select
            raw_id
        from
            taken
    );
