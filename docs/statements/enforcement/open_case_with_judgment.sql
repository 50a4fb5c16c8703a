-- (uuid, int8, text, text, text, jsonb, uuid, text, timestamptz, jsonb, text, uuid, jsonb, text, text, text, uuid, timestamptz, text, text, text, text, text, text, timestamptz, text, int4)
with
changed as (
    insert into
        public.enforcement_cases (
            id,
            judgment_id,
            current_stage,
            case_number,
            plaintiff_id,
            opened_at,
            status,
            tier,
            tier_reason,
            tier_as_of,
            tier_override,
            override_note,
            collectability_score,
            next_action_at,
            current_balance,
            stage_entered_at,
            stage_floor
        )
    values
        (
            $1,
            $2,
            $3::text,
            $16,
            $17,
            $18,
            $19::text,
            $20::text,
            $21,
            $18,
            $22::text,
            $23,
            $24::numeric,
            $25,
            $26::numeric,
            $18,
            $27
        )
),
judgment as (
    update
        public.judgments
    set
        enforcement_stage = $15::text,
        enforcement_stage_updated_at = pg_catalog.now(),
        updated_at = pg_catalog.now()
    where
        id = $2
        and enforcement_stage is distinct from $15::text
),
entry as (
    insert into
        public.enforcement_history (
            judgment_id,
            stage,
            note,
            changed_by,
            enforcement_case_id,
            actor_type,
            delta
        )
    select
        $2,
        $3::text,
        $4,
        $5,
        $1,
        'rpc'::text,
        $6
    where
        $6 is not null
),
event as (
    insert into
        public.enforcement_events (
            id,
            case_id,
            event_type,
            event_kind,
            event_date,
            notes,
            metadata,
            document_path,
            related_task_id,
            payload,
            idempotency_key
        )
    select
        $7,
        $1,
        $8::text,
        $8::public.enforcement_event_kind,
        coalesce($9, pg_catalog.now()),
        $4,
        coalesce($10, '{}') || pg_catalog.jsonb_build_object('actor', $5),
        $11,
        $12,
        coalesce($13, '{}'),
        $14
    where
        $7 is not null
)
select
    pg_catalog.pg_notify(
        'enforcement_events_channel',
        pg_catalog.jsonb_build_object(
            'event_id',
            $7,
            'case_id',
            $1,
            'event_kind',
            $8
        )::text
    )
where
    $7 is not null;
