message as (
insert into pgmq.{{table}} (vt, message)
values ($5, pg_catalog.jsonb_build_object(
    'job_id', $1, 'stage', $2, 'payload', coalesce($3, '{}'), 'priority', $4,
    'available_at', $8, 'enqueued_at', $9))
returning msg_id)
