-- workers: envelopes, claims, retries, dead letters, heartbeats, counters (docs/contract/workers.md).
--
-- A worker's job is a message on a pgmq queue. What became of it stands in processed_jobs, one row per
-- queue and idempotency key, written when the job is claimed and again when it ends. attempts is the
-- number of claims; only a claim raises it. A row that is failed with lease_until = infinity lies in the
-- dead letters and is not claimed again.
--
-- Queues are named twice: ingest_raw is the plain name, q_ingest_raw the one of clients that take the
-- table's name for the queue's. processed_jobs, metric_slots, queue_policy and the ledger of
-- idempotency keys hold the plain name; heartbeats, metrics and dead_letter_log what the worker said.
-- Whoever compares compares plain names.

-- types
create type workers.worker_status as enum ('starting', 'healthy', 'draining', 'stopped');
create type workers.job_status as enum ('processing', 'completed', 'failed');

-- tables
create table workers.heartbeats (
    worker_id uuid not null,
    queue_name text collate "C" not null,
    hostname text not null default 'unknown',
    version text not null default '0.0.0',
    pid integer not null default 0,
    status workers.worker_status not null default 'starting',
    last_heartbeat_at timestamp with time zone not null default now(),
    jobs_processed bigint not null default 0,
    jobs_failed bigint not null default 0,
    created_at timestamp with time zone not null default now(),
    metadata jsonb not null default '{}',
    constraint heartbeats_pk primary key (worker_id)
);

create table workers.metrics (
    queue_name text collate "C" not null,
    last_job_id uuid,
    last_success_at timestamp with time zone,
    total_processed bigint not null default 0,
    total_failed bigint not null default 0,
    avg_latency_ms integer not null default 0,
    max_latency_ms integer not null default 0,
    min_latency_ms integer,
    throughput_jpm numeric(10,2) not null default 0,
    created_at timestamp with time zone not null default now(),
    updated_at timestamp with time zone not null default now(),
    constraint metrics_pk primary key (queue_name)
);

-- One row per queue and 64th part of the backends: sessions that finish jobs of one queue at the same
-- moment do not wait for each other.
create table workers.metric_slots (
    queue_name text collate "C" not null,
    slot smallint not null,
    minute_at timestamp with time zone not null,
    minute_count bigint not null default 0,
    prev_count bigint not null default 0,
    processed bigint not null default 0,
    failed bigint not null default 0,
    latency_sum_ms bigint not null default 0,
    min_ms integer,
    max_ms integer not null default 0,
    last_job_id bigint,
    last_success_at timestamp with time zone,
    constraint metric_slots_pk primary key (queue_name, slot),
    constraint metric_slots_slot_check check (slot between 0 and 63)
) with (fillfactor = 50);

-- No index on what the end of a job changes, and as much room on every page as its rows take without their
-- results: a worker claims a hundred jobs, which fill a few pages, and ends all of them before anything can
-- be cleaned away. With 45 nearly every such update stays on its page (HOT), with 80 every third.
create table workers.processed_jobs (
    idempotency_key text collate "C" not null,
    queue_name text collate "C" not null,
    job_id bigint not null,
    status workers.job_status not null default 'processing',
    result jsonb,
    processed_at timestamp with time zone,
    worker_id uuid,
    attempts integer not null default 1,
    lease_until timestamp with time zone,
    claimed_at timestamp with time zone,
    last_error text,
    created_at timestamp with time zone not null default now(),
    updated_at timestamp with time zone not null default now(),
    constraint processed_jobs_pk primary key (idempotency_key, queue_name)
) with (fillfactor = 45);

create table workers.dead_letter_log (
    id uuid not null default gen_random_uuid(),
    original_queue text collate "C" not null,
    original_job_id bigint,
    idempotency_key text,
    payload jsonb,
    error_message text not null,
    error_stack text,
    attempt_count integer,
    first_attempt_at timestamp with time zone,
    last_attempt_at timestamp with time zone,
    worker_id uuid,
    moved_to_dlq_at timestamp with time zone not null default now(),
    resolved_at timestamp with time zone,
    resolved_by uuid,
    resolution_notes text,
    constraint dead_letter_log_pk primary key (id)
);

create table workers.queue_policy (
    queue_name text collate "C" not null,
    max_attempts integer not null default 3,
    base_delay_seconds integer not null default 30,
    max_delay_seconds integer not null default 3600,
    visibility_timeout_seconds integer not null default 30,
    envelope boolean not null default true,
    constraint queue_policy_pk primary key (queue_name),
    constraint queue_policy_name_check check (queue_name <> '' and queue_name not like 'q\_%'),
    constraint queue_policy_max_attempts_check check (max_attempts between 1 and 100),
    constraint queue_policy_base_delay_check check (base_delay_seconds between 0 and 31536000),
    constraint queue_policy_max_delay_check check (max_delay_seconds between 0 and 31536000),
    constraint queue_policy_visibility_check check (visibility_timeout_seconds between 1 and 43200)
);

-- The job queues carry queue_job's messages, which are no envelopes.
insert into workers.queue_policy (queue_name, envelope) values
('case_copilot', false),
('enforce', false),
('enrich', false),
('outreach', false)
on conflict do nothing;

select workers.create_queue('comms_outbound');
select workers.create_queue('dead_letter');
select workers.create_queue('enforcement_drafting');
select workers.create_queue('enforcement_strategy');
select workers.create_queue('enrich_skiptrace');
select workers.create_queue('ingest_raw');
select workers.create_queue('monitoring_recheck');
select workers.create_queue('score_collectability');
select workers.create_queue('simplicity_ingest');

-- Every queue of pgmq by the state of its messages: a reader could take it now (depth), a worker has it
-- (in_flight), it failed and waits for its next attempt (retrying), it waits for its time (delayed), and the age
-- of the oldest that could be taken. Queues that the caller may not read show nothing but their name.
--
-- A job's row in processed_jobs says that it failed; of content, the stage. Both are looked up for hidden
-- messages only, so jobs that are over cost nothing.
create function workers.queue_states() returns table (
    queue_name text, depth bigint, in_flight bigint, retrying bigint, delayed bigint,
    oldest_message_age_seconds bigint
)
language plpgsql stable parallel restricted set search_path to pg_catalog, pg_temp set row_security to on
as $$
declare
    queue record;
    failed bigint;
    stages jsonb := '{}';
begin
    if has_table_privilege('public.content_job_stages', 'select') then
        select coalesce(jsonb_object_agg(waiting.queue, waiting.stages), '{}') into stages
        from (select stage.queue::text as queue, count(*) as stages from public.content_job_stages as stage
              where stage.status = 'queued' and stage.next_retry_at > clock_timestamp()
                and stage.queue is not null
              group by 1) as waiting;
    end if;
    for queue in
        select case when plain.oid is null then regexp_replace(meta.queue_name, '^q_', '')
               else meta.queue_name end as shown,
            named.oid, has_table_privilege(named.oid, 'select') as readable
        from pgmq.meta
        join pg_class as named on named.relnamespace = 'pgmq'::regnamespace
            and named.relname = 'q_' || lower(meta.queue_name) and named.relkind in ('r', 'p')
        left join pg_class as plain on plain.relnamespace = 'pgmq'::regnamespace
            and plain.relname = lower(meta.queue_name) and plain.relkind in ('r', 'p')
        order by shown
    loop
        queue_name := queue.shown;
        depth := null;
        in_flight := null;
        retrying := null;
        delayed := null;
        oldest_message_age_seconds := null;
        if queue.readable then
            execute format(
                'select count(*) filter (where vt <= clock_timestamp()),
                    count(*) filter (where vt > clock_timestamp() and read_ct > 0),
                    count(*) filter (where vt > clock_timestamp() and read_ct = 0),
                    floor(extract(epoch from clock_timestamp() - min(enqueued_at)
                        filter (where vt <= clock_timestamp() and isfinite(enqueued_at))))::bigint
                 from %s', queue.oid::regclass)
            into depth, in_flight, delayed, oldest_message_age_seconds;
            retrying := least(coalesce((stages ->> queue.shown)::bigint, 0), delayed);
            delayed := delayed - retrying;
            if in_flight > 0 and has_table_privilege('workers.processed_jobs', 'select') then
                execute format(
                    'select count(*) from (
                         select msg_id, case jsonb_typeof(message -> ''idempotency_key'')
                             when ''string'' then message ->> ''idempotency_key'' end as key
                         from %s where vt > clock_timestamp() and read_ct > 0
                         offset 0) as message
                     where exists (
                         select from workers.processed_jobs as job
                         where job.idempotency_key = coalesce(btrim(message.key), ''msg:'' || message.msg_id)
                           and job.queue_name = $1 and job.job_id = message.msg_id
                           and job.status = ''failed'' and job.attempts > 0
                           and job.lease_until is distinct from ''infinity'')', queue.oid::regclass)
                into failed using lower(queue.shown);
                retrying := retrying + failed;
                in_flight := in_flight - failed;
            end if;
        end if;
        return next;
    end loop;
end
$$;

-- Dead letters by queue that nobody has resolved: of jobs and envelopes from the log, of content from its table.
create function workers.unresolved_letters() returns table (queue_name text, letters bigint)
language plpgsql stable parallel restricted set search_path to pg_catalog, pg_temp set row_security to on
as $$
begin
    return query
    select letter.plain, count(*)
    from (
        select regexp_replace(lower(original_queue), '^q_', '') from workers.dead_letter_log
        where resolved_at is null
        union all
        select lower(content_dead_letters.queue_name::text) from public.content_dead_letters
        where resolved_at is null
    ) as letter (plain)
    group by letter.plain;
end
$$;

-- indexes
-- workers.v_queue_metrics: unresolved dead letters by queue; claims: whether a message lies there
create index dead_letter_log_unresolved_idx
on workers.dead_letter_log (original_job_id, original_queue) where resolved_at is null;
-- queue_job_status: the letter of a message, also when it was purged
create index dead_letter_log_job_idx on workers.dead_letter_log (original_job_id, original_queue);
-- dragonfly.purge_idempotency_keys: the oldest rows of a queue. Of an expression, so that nobody who looks for
-- a key comes here: with a queue that statistics do not know yet, this index would seem as good as the key's.
create index processed_jobs_created_at_idx on workers.processed_jobs ((queue_name || ''), created_at);

-- triggers
-- A row under the other spelling of a queue is the same job's.
create function dragonfly.tg_plain_queue() returns trigger
language plpgsql set search_path to pg_catalog, pg_temp set row_security to on
as $$
begin
    new.queue_name := substr(new.queue_name, 3);
    return new;
end
$$;

create trigger processed_jobs_plain before insert or update of queue_name on workers.processed_jobs
for each row when (new.queue_name like 'q\_%') execute function dragonfly.tg_plain_queue();

-- views
create view workers.v_worker_health with (security_invoker = true) as
select
    queue_name,
    worker_id,
    hostname,
    status,
    last_heartbeat_at,
    case when isfinite(last_heartbeat_at) then greatest(least(
        floor(extract(epoch from now() - last_heartbeat_at)), 2147483647), -2147483648) end::integer
        as seconds_since_heartbeat,
    jobs_processed,
    jobs_failed,
    version,
    pid,
    case
        when status::text = 'stopped' then 'stopped'
        when last_heartbeat_at < now() - interval '5 minutes' then 'dead'
        when last_heartbeat_at < now() - interval '2 minutes' then 'stale'
        else 'alive'
    end as health_status
from workers.heartbeats;

create view workers.v_queue_metrics with (security_invoker = true) as
with counted as (
    select regexp_replace(lower(queue_name), '^q_', '') collate "C" as queue_name,
        total_processed as processed, total_failed as failed,
        avg_latency_ms::numeric * total_processed as latency_sum_ms,
        min_latency_ms as min_ms, max_latency_ms as max_ms, last_success_at, 0::bigint as last_minute
    from workers.metrics
    union all
    select queue_name collate "C", processed, failed, latency_sum_ms, min_ms, max_ms, last_success_at,
        case minute_at
            when date_trunc('minute', now()) then prev_count
            when date_trunc('minute', now()) - interval '1 minute' then minute_count
            else 0
        end
    from workers.metric_slots
), summed as (
    select queue_name, sum(processed)::bigint as processed, sum(failed)::bigint as failed,
        sum(latency_sum_ms) as latency_sum_ms, min(min_ms) as min_ms, max(max_ms) as max_ms,
        max(last_success_at) as last_success_at, sum(last_minute)::bigint as last_minute
    from counted group by queue_name
), alive as (
    select regexp_replace(lower(queue_name), '^q_', '') collate "C" as queue_name, count(*) as workers
    from workers.heartbeats
    where status::text <> 'stopped' and last_heartbeat_at >= now() - interval '5 minutes'
    group by 1
)
select
    queue.queue_name,
    coalesce(summed.processed, 0) as total_processed,
    coalesce(summed.failed, 0) as total_failed,
    coalesce(round(100.0 * summed.failed / nullif(summed.processed + summed.failed, 0), 2), 0)
        as failure_rate_pct,
    coalesce(round(summed.latency_sum_ms / nullif(summed.processed, 0)), 0)::bigint as avg_latency_ms,
    summed.min_ms as min_latency_ms,
    coalesce(summed.max_ms, 0) as max_latency_ms,
    summed.last_success_at,
    round(extract(epoch from now() - case when isfinite(summed.last_success_at)
        then summed.last_success_at end) / 60, 2) as minutes_since_last_success,
    coalesce(summed.last_minute, 0)::numeric(10,2) as throughput_jpm,
    coalesce(alive.workers, 0) as active_workers,
    queue.depth,
    queue.in_flight,
    queue.oldest_message_age_seconds,
    coalesce(dead.letters, 0) as dead_letters,
    queue.retrying,
    queue.delayed
from workers.queue_states() as queue
left join summed on summed.queue_name = lower(queue.queue_name) collate "C"
left join alive on alive.queue_name = lower(queue.queue_name) collate "C"
left join workers.unresolved_letters() as dead on dead.queue_name = lower(queue.queue_name);

-- policies
create policy service_role_all on workers.heartbeats to service_role using (true) with check (true);
create policy service_role_all on workers.metrics to service_role using (true) with check (true);
create policy service_role_all on workers.metric_slots to service_role using (true) with check (true);
create policy service_role_all on workers.processed_jobs to service_role using (true) with check (true);
create policy service_role_all on workers.dead_letter_log to service_role using (true) with check (true);
create policy service_role_all on workers.queue_policy to service_role using (true) with check (true);

-- comments
comment on table workers.heartbeats is 'Workers, each with its last sign of life.';
comment on column workers.heartbeats.queue_name is 'As the worker spells it';
comment on table workers.metrics is
'Counters by queue as update_metrics wrote them; those of the protocol are in metric_slots.';
comment on table workers.metric_slots is
'Counters by queue and 64th part of the backends; v_queue_metrics sums them.';
comment on column workers.metric_slots.minute_at is 'The minute that minute_count counts';
comment on column workers.metric_slots.prev_count is 'Completions of the minute before minute_at';
comment on column workers.metric_slots.last_job_id is 'Message id of the job that was completed last';
comment on table workers.processed_jobs is
'What became of each job, by queue and idempotency key; purged with the ledger of keys.';
comment on column workers.processed_jobs.job_id is 'Message id of the job';
comment on column workers.processed_jobs.attempts is 'How often it was claimed';
comment on column workers.processed_jobs.lease_until is
'Until then it is its worker''s; infinity on a failed row: it lies in the dead letters';
comment on table workers.dead_letter_log is
'Every job that went to the dead letters, also after it was sent again or purged.';
comment on table workers.queue_policy is
'How jobs of a queue are retried; a queue without a row has the defaults.';
comment on column workers.queue_policy.envelope is 'Messages are envelopes; false: any object';
comment on view workers.v_worker_health is
'Workers and their health: alive, stale (over 2 minutes), dead (over 5), stopped.';
comment on view workers.v_queue_metrics is
'Every queue with its counters, the states of its messages (depth, in_flight, retrying, delayed), its workers and dead letters.';
