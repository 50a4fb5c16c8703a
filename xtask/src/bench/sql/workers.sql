-- What fills the queues of workers before a run, and what takes the counters away.

-- Puts visible envelopes on a queue, each with a key that occurs once.
create function bench.fill_envelopes(queue text, envelopes integer) returns void
language plpgsql as $$
begin
    execute format(
        'insert into pgmq.%I (vt, message)
         select now() - interval ''1 second'', jsonb_build_object(
             ''job_id'', gen_random_uuid(), ''trace_id'', gen_random_uuid(),
             ''org_id'', ''770e8400-e29b-41d4-a716-446655440002'',
             ''idempotency_key'', bench.random_key(), ''entity_type'', ''judgment'',
             ''entity_id'', n::text, ''attempt'', 1, ''created_at'', ''2026-01-06T12:00:00Z'',
             ''payload'', bench.payload())
         from generate_series(1, %s) as n', 'q_' || queue, envelopes);
    execute format('analyze pgmq.%I', 'q_' || queue);
end
$$;

-- A registry that has seen so many jobs, keys in no order.
create function bench.fill_registry(jobs bigint) returns void
language sql as $$
    insert into workers.processed_jobs
        (idempotency_key, queue_name, job_id, status, processed_at, attempts)
    select bench.random_key(), 'ingest_raw', n, 'completed', now(), 1
    from generate_series(1, jobs) as n
$$;

-- As a trigger on workers.metric_slots: nothing is counted.
create function bench.count_nothing() returns trigger
language plpgsql as $$ begin return null; end $$;
