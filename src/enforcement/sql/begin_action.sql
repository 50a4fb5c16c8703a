insert into public.enforcement_actions
    (id, enforcement_case_id, action_type, status, status_reason, metadata, created_by)
values ($1, $2, $3{{cast public.enforcement_actions.action_type}},
        $4{{cast public.enforcement_actions.status}}, $5, coalesce($6, '{}'), $7)
