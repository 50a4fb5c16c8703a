-- run_at and delay_seconds set the message's first visibility, through every form; the past means now.
begin;
set role anon;
select queue_job('k1', 'enrich', '{}', delay_seconds => 60) > 0 as taken;
select queue_job('{"kind": "enrich", "idempotency_key": "k2", "delay_seconds": 60.0}') > 0 as taken;
select queue_job('k3', 'enrich', '{}', run_at => now() + interval '60 s') > 0 as taken;
select queue_job(jsonb_build_object('kind', 'enrich', 'idempotency_key', 'k4', 'run_at', now() + interval '60 s')) > 0 as taken;
select queue_job('k5', 'enrich', '{}', run_at => '1999-01-01') > 0 as taken;
select queue_job('{"kind": "enrich", "idempotency_key": "k6", "run_at": "1999-01-01T00:00:00+05:30"}') > 0 as taken;
select queue_job('k7', 'enrich', '{}', delay_seconds => 0) > 0 as taken;
reset role;
select message ->> 'idempotency_key' as key, vt - now() as visible_in, retained_since = vt as retained_since_then
from pgmq.q_enrich join dragonfly.idempotency_keys on key = message ->> 'idempotency_key' order by key;
-- A message that is not due is nobody's.
delete from pgmq.q_enrich where vt <= now();
set role service_role;
select dequeue_job('enrich') is null as nothing_due;
rollback;
