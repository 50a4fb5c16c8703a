-- Removes keys older than the retention, oldest first, at most max_rows; a key whose message is there stays.
begin;
set role service_role;
select count(*) from queue_jobs((
    select jsonb_agg(jsonb_build_object('kind', 'enrich', 'idempotency_key', 'gone ' || place)) from generate_series(1, 5) as place));
select count(*) from queue_jobs('[{"kind": "enrich", "idempotency_key": "waits"}, {"kind": "enrich", "idempotency_key": "archived"},
    {"kind": "outreach", "idempotency_key": "gone 6"}, {"kind": "outreach", "idempotency_key": "young"}, {"kind": "outreach", "idempotency_key": "just within"}]');
select pgmq.archive('enrich', msg_id) from pgmq.q_enrich where message ->> 'idempotency_key' = 'archived';
select count(*) as deleted from (select pgmq_delete(message ->> 'kind', msg_id) from pgmq.q_enrich where message ->> 'idempotency_key' like 'gone%') as gone;
select count(*) as deleted from (select pgmq_delete('outreach', msg_id) from pgmq.q_outreach) as gone;
select dragonfly.purge_idempotency_keys() as nothing_old_enough;
reset role;
update dragonfly.idempotency_keys set retained_since = now() - case key
    when 'young' then interval '1 day' when 'just within' then interval '7 days' else interval '8 days' - (right(key, 1) || ' s')::interval end
where key like 'gone%' or key in ('young', 'just within');
update dragonfly.idempotency_keys set retained_since = now() - interval '8 years' where key in ('waits', 'archived');
set role service_role;
select dragonfly.purge_idempotency_keys(max_rows => 3) as bounded;
reset role;
select key from dragonfly.idempotency_keys order by key;
set role service_role;
select dragonfly.purge_idempotency_keys(null) as the_rest;
select dragonfly.purge_idempotency_keys(1) as none_left;
reset role;
select key from dragonfly.idempotency_keys order by key;
-- A purged key is free, a kept one is not.
set role service_role;
select queue_job('waits', 'enrich') = (select msg_id from pgmq.q_enrich where message ->> 'idempotency_key' = 'waits') as kept;
select queue_job('gone 1', 'enrich') > 0 as free_again;
select count(*) from pgmq.q_enrich;
-- Another window.
reset role;
set dragonfly_queue.idempotency_retention = '1 hour';
select dragonfly.purge_idempotency_keys() as two_more;
rollback;
