-- (uuid, uuid, text, text, text, jsonb, text)
insert into
    public.enforcement_actions (
        id,
        enforcement_case_id,
        action_type,
        status,
        status_reason,
        metadata,
        created_by
    )
values
    (
        $1,
        $2,
        $3::text,
        $4::text,
        $5,
        coalesce($6, '{}'),
        $7
    );
