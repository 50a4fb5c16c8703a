-- An element makes the message that queue_job makes of it: body, time, payload to the last digit.
begin;
set role service_role;
select count(*) from queue_jobs('[
    {"kind": "enrich", "idempotency_key": "plain"},
    {"kind": "enrich", "idempotency_key": "null", "payload": null, "run_at": null, "delay_seconds": null},
    {"kind": "enrich", "idempotency_key": 1.10, "payload": {"n": 1.10, "big": 12345678901234567890123}},
    {"kind": "enrich", "idempotency_key": "later", "delay_seconds": 60},
    {"kind": "enrich", "idempotency_key": "past", "run_at": "1999-01-01T00:00:00Z"}]');
select message - 'enqueued_at' as message, (message ->> 'enqueued_at')::timestamptz = now() as enqueued_now, vt - now() as visible_in
from pgmq.q_enrich order by msg_id;
reset role;
select key, retained_since - now() as retained_in, msg_id = (
    select msg_id from pgmq.q_enrich where message ->> 'idempotency_key' = key) as same_message
from dragonfly.idempotency_keys order by key;
rollback;
