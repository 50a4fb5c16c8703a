-- Keys repeated inside the batch, and keys that are there already: one message each, the first stands.
begin;
set role service_role;
select queue_job('old', 'enrich', '{"first": true}') as old \gset
create temp table answer as
select place, id from queue_jobs('[
    {"kind": "enrich", "idempotency_key": "new", "payload": {"place": 1}},
    {"kind": "enrich", "idempotency_key": "old", "payload": {"place": 2}},
    {"kind": "enrich", "idempotency_key": "new", "payload": {"place": 3}},
    {"kind": "outreach", "idempotency_key": "new", "payload": {"place": 4}},
    {"kind": "enrich", "idempotency_key": "new", "payload": {"place": 5}, "delay_seconds": 60},
    {"kind": "enrich", "idempotency_key": "old"}]') with ordinality as answer (id, place);
select array_agg(id = :old order by place) as is_old from answer;
select array_agg(id = (select id from answer where place = 1) order by place) filter (where place <> 4) as is_first_new from answer;
select message ->> 'kind' as kind, message ->> 'idempotency_key' as key, message -> 'payload' as payload, vt = now() as visible_now
from pgmq.q_enrich order by msg_id;
select message -> 'payload' as payload from pgmq.q_outreach;
-- The same batch again changes nothing.
select count(*), bool_and(id in (select id from answer)) as known from queue_jobs('[
    {"kind": "enrich", "idempotency_key": "new"}, {"kind": "outreach", "idempotency_key": "new"}, {"kind": "enrich", "idempotency_key": "old"}]') as id;
select (select count(*) from pgmq.q_enrich) as enrich, (select count(*) from pgmq.q_outreach) as outreach;
rollback;
