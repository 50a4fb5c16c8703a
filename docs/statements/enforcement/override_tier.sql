-- (uuid, int8, text, text, text, jsonb, uuid, text, timestamptz, jsonb, text, uuid, jsonb, text, text, text, timestamptz, text, timestamptz, text)
with
changed as (
    update
        public.enforcement_cases
    set
        tier = $15::text,
        tier_reason = $16,
        tier_as_of = $17,
        tier_override = $18::text,
        override_expires_at = $19,
        override_note = $20
    where
        id = $1
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
