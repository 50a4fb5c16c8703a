-- The PL/pgSQL baseline, and what fills the tables before a run.

-- What applications write today: the checks of queue_job, then pgmq.send. No de-duplication, and
-- neither SECURITY DEFINER nor a pinned search_path, which would only make it slower.
create function bench.queue_job_plpgsql(payload jsonb) returns bigint
language plpgsql as $$
declare
    kind text;
    key text;
    run_at timestamp with time zone;
    delay integer;
begin
    if jsonb_typeof(payload) is distinct from 'object' or payload ->> 'kind' is null then
        raise exception 'queue_job: missing kind in payload';
    end if;
    kind := payload ->> 'kind';
    if kind not in ('enrich', 'outreach', 'enforce', 'case_copilot') then
        raise exception 'queue_job: unsupported kind %', left(kind, 100);
    end if;
    key := payload ->> 'idempotency_key';
    if key is null or btrim(key, E' \t\r\n') = '' then
        raise exception 'queue_job: missing idempotency_key';
    end if;
    if length(key) > 512 then
        raise exception 'queue_job: idempotency_key exceeds 512 characters';
    end if;
    if jsonb_typeof(payload -> 'idempotency_key') not in ('string', 'number') then
        raise exception 'queue_job: idempotency_key must be a string';
    end if;
    if jsonb_typeof(payload -> 'payload') not in ('object', 'null') then
        raise exception 'queue_job: payload must be a JSON object';
    end if;
    if payload ->> 'run_at' is not null then
        run_at := (payload ->> 'run_at')::timestamp with time zone;
        if not isfinite(run_at) or run_at > now() + interval '365 days' then
            raise exception 'queue_job: run_at must be a timestamp within 365 days';
        end if;
    end if;
    if payload ->> 'delay_seconds' is not null then
        delay := (payload ->> 'delay_seconds')::integer;
        if delay not between 0 and 31536000 then
            raise exception 'queue_job: delay_seconds must be an integer from 0 to 31536000';
        end if;
        if run_at is not null then
            raise exception 'queue_job: give run_at or delay_seconds, not both';
        end if;
        run_at := now() + make_interval(secs => delay);
    end if;
    return pgmq.send(
        -- The table of kinds is the application's; here the queue is bench's own.
        'plain',
        jsonb_build_object(
            'kind', kind,
            'idempotency_key', key,
            'payload', coalesce(payload -> 'payload', '{}'),
            'enqueued_at', now()
        ),
        coalesce(run_at, now())
    );
end
$$;

-- A key like those of the pgbench scripts.
create function bench.random_key() returns text
language sql volatile as $$ select 'job:' || (random() * 4611686018427387903)::bigint $$;

create function bench.payload() returns jsonb
language sql immutable as $$
    select '{"judgment_id": 4711, "case_number": "2024-CV-004711", "amount": 1250.10, "source": "etl"}'::jsonb
$$;

-- Makes batches of jobs with keys that occur once; answers how many there are.
create function bench.make_batches(batches integer, jobs integer) returns bigint
language sql volatile as $$
    truncate bench.batches;
    insert into bench.batches (id, jobs)
    select batch, jsonb_agg(jsonb_build_object(
        'kind', 'enrich', 'idempotency_key', bench.random_key(), 'payload', bench.payload()))
    from generate_series(1, batches) as batch, generate_series(1, jobs) as job
    group by batch;
    select count(*) from bench.batches;
$$;

-- Puts visible messages on a queue.
create function bench.fill_queue(queue text, messages integer) returns void
language plpgsql as $$
begin
    execute format(
        'insert into pgmq.%I (vt, message) select now() - interval ''1 second'', jsonb_build_object(
            ''kind'', ''enrich'', ''idempotency_key'', bench.random_key(),
            ''payload'', bench.payload(), ''enqueued_at'', now())
         from generate_series(1, %s)', 'q_' || queue, messages);
    execute format('analyze pgmq.%I', 'q_' || queue);
end
$$;
