-- The body is exactly four fields; each kind has its queue; enqueued_at is now().
begin;
set role anon;
select queue_job(jsonb_build_object('kind', kind, 'idempotency_key', 'body of ' || kind, 'payload', '{"b": [1, null], "aa": {}}'::jsonb)) > 0 as taken
from unnest(array['enrich', 'outreach', 'enforce', 'case_copilot']) as kind;
reset role;
create view pg_temp.messages as
select 'q_enrich' as queue, msg_id, message, vt, read_ct, enqueued_at from pgmq.q_enrich union all
select 'q_outreach', msg_id, message, vt, read_ct, enqueued_at from pgmq.q_outreach union all
select 'q_enforce', msg_id, message, vt, read_ct, enqueued_at from pgmq.q_enforce union all
select 'q_case_copilot', msg_id, message, vt, read_ct, enqueued_at from pgmq.q_case_copilot;
select queue, message - 'enqueued_at' as message,
    (message ->> 'enqueued_at')::timestamptz = now() as enqueued_now, jsonb_typeof(message -> 'enqueued_at') as written_as,
    message ->> 'enqueued_at' like '%Z' as in_utc, vt = now() as visible_now, read_ct, enqueued_at = now() as at
from pg_temp.messages order by queue;
rollback;
