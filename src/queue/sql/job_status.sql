select pg_catalog.jsonb_build_object(
    'msg_id', job.msg_id, 'state', job.state, 'read_ct', job.read_ct,
    'enqueued_at', {{include utc.sql at=job.enqueued_at}},
    'visible_at', {{include utc.sql at=job.visible_at}},
    'attempts', job.attempts, 'error', job.error, 'letter_id', job.letter_id)
from ({{include queue/job_state.sql}}) as job
