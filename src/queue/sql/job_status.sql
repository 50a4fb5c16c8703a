select pg_catalog.jsonb_build_object(
    'msg_id', job.msg_id, 'state', job.state, 'read_ct', job.read_ct,
    'enqueued_at', pg_catalog.to_char(job.enqueued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'visible_at', pg_catalog.to_char(job.visible_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'attempts', job.attempts, 'error', job.error, 'letter_id', job.letter_id)
from ({{include queue/job_state.sql}}) as job
