-- queue: durable job queues behind one RPC (docs/contract/queue.md).
--
-- A job is a message on the pgmq queue of its kind and a row in the ledger of idempotency keys.
-- Both are written by one statement, so there is never one without the other. The ledger outlives
-- the message: a repeated key is answered with the first message's id until it is purged.

-- tables
create table dragonfly.idempotency_keys (
    queue text collate "C" not null,
    key text collate "C" not null,
    msg_id bigint not null,
    retained_since timestamp with time zone not null,
    cancelled_at timestamp with time zone,
    constraint idempotency_keys_pk primary key (queue, key)
);

select pgmq.create('case_copilot');
select pgmq.create('enforce');
select pgmq.create('enrich');
select pgmq.create('outreach');

-- indexes
-- dragonfly.purge_idempotency_keys: the oldest keys of a queue. Of an expression, so that nobody who looks for
-- a key comes here: with a queue that statistics do not know yet, this index would seem as good as the key's.
create index idempotency_keys_retained_since_idx
on dragonfly.idempotency_keys ((queue || ''), retained_since);

-- policies
-- pgmq's own functions run with the rights of their caller; without these they would find nothing.
create policy service_role_all on pgmq.q_case_copilot to service_role using (true) with check (true);
create policy service_role_all on pgmq.a_case_copilot to service_role using (true) with check (true);
create policy service_role_all on pgmq.q_enforce to service_role using (true) with check (true);
create policy service_role_all on pgmq.a_enforce to service_role using (true) with check (true);
create policy service_role_all on pgmq.q_enrich to service_role using (true) with check (true);
create policy service_role_all on pgmq.a_enrich to service_role using (true) with check (true);
create policy service_role_all on pgmq.q_outreach to service_role using (true) with check (true);
create policy service_role_all on pgmq.a_outreach to service_role using (true) with check (true);

-- comments
comment on table dragonfly.idempotency_keys is
'Which message each idempotency key stands for; one row per queue and key.';
comment on column dragonfly.idempotency_keys.queue is 'pgmq queue, plain name (enrich)';
comment on column dragonfly.idempotency_keys.key is 'The key as the producer sent it, untrimmed';
comment on column dragonfly.idempotency_keys.msg_id is 'Id of the message on that queue';
comment on column dragonfly.idempotency_keys.cancelled_at is 'When an operator took the job off its queue';
comment on column dragonfly.idempotency_keys.retained_since is
'Later of enqueue and first visibility; the retention window counts from here';
