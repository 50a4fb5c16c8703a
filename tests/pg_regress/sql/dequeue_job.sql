-- The visible message that is due longest, for 30 seconds, once; null when there is none.
begin;
set role service_role;
select dequeue_job('enrich') is null as nothing;
select queue_job('first', 'enrich', '{"n": 1}') as first, queue_job('second', 'enrich', '{"n": 2}') as second,
    queue_job('other', 'outreach') as other, queue_job('later', 'enrich', '{}', 60) as later \gset
select dequeue_job('enrich') as job \gset
select key, jsonb_typeof(value) as type from jsonb_each(:'job') order by key;
select (:'job'::jsonb -> 'msg_id')::bigint = :first as oldest, :'job'::jsonb -> 'read_ct' as read_ct,
    (:'job'::jsonb ->> 'vt')::timestamptz - clock_timestamp() between '25 s' and '30 s' as hidden,
    (:'job'::jsonb ->> 'enqueued_at')::timestamptz = now() as enqueued_now,
    :'job'::jsonb -> 'payload' = :'job'::jsonb -> 'body' as twice_the_same,
    :'job'::jsonb -> 'body' = (select message from pgmq.q_enrich where msg_id = :first) as whole_message;
select :'job'::jsonb -> 'body' ->> 'idempotency_key' as key, :'job'::jsonb -> 'body' -> 'payload' as payload;
select (dequeue_job(kind => 'enrich') -> 'msg_id')::bigint = :second as next;
select dequeue_job('enrich') is null as the_rest_is_not_due;
-- Shown again, it counts the second read; the contract's spelling names the same queue.
select count(*) from pgmq.set_vt('enrich', :first, 0);
select job -> 'read_ct' as read_ct, (job -> 'msg_id')::bigint = :first as same from dequeue_job('q_enrich') as job;
select (dequeue_job('outreach') -> 'msg_id')::bigint = :other as each_kind_its_own;
rollback;
