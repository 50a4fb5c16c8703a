-- Input and baseline of the figures of staged content.

-- So many finished rows, and open ones evenly spread over the six stages, half of them in flight.
create function bench.fill_stages(finished bigint, open bigint) returns void language plpgsql
set session_replication_role = replica as $$
declare stages text[] := array['research', 'outline', 'draft', 'qa', 'export', 'complete'];
begin
    insert into content_jobs (id, job_type, status, stage)
    select ('00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0'))::uuid, 'article', 'completed', 'complete'
    from generate_series(1, (finished + open) / 6 + 1) as n;
    insert into content_job_stages (job_id, stage, status, queue, msg_id, attempt_count, started_at, finished_at,
        last_queued_at, last_dequeued_at)
    select ('00000000-0000-0000-0000-' || lpad(to_hex(n / 6 + 1), 12, '0'))::uuid, stages[n % 6 + 1],
           case when n < finished then 'completed' when n % 2 = 0 then 'queued' else 'processing' end,
           'content', n, 1, now(), case when n < finished then now() end, now(), now()
    from generate_series(0, finished + open - 1) as n
    order by random();
end $$;

-- Jobs that wait in their first stage.
create function bench.fill_jobs(jobs integer) returns void language plpgsql as $$
begin
    truncate content_jobs, content_dead_letters, pgmq.q_content, pgmq.a_content cascade;
    perform create_content_job('article', 'a@example.org', '{"topic": "bees"}') from generate_series(1, jobs);
    analyze content_jobs, content_job_stages, pgmq.q_content;
end $$;

-- Round and round, so that the queue never runs dry.
create function bench.next_stage(stage text) returns text language sql immutable as $$
    select case stage when 'research' then 'outline' when 'outline' then 'draft' when 'draft' then 'qa'
                      when 'qa' then 'export' when 'export' then 'complete' else 'research' end
$$;

create function bench.dequeue_stage_batch(p_queue text, p_visibility integer, p_batch_size integer)
returns table (msg_id bigint, message jsonb) language plpgsql as $$
declare
    taken record;
    job_status text;
    row_ record;
begin
    for taken in select read.msg_id, read.message from pgmq.read(p_queue, p_visibility, p_batch_size) as read loop
        select job.status into job_status from content_jobs as job
        where job.id = (taken.message ->> 'job_id')::uuid for no key update;
        select stage.* into row_ from content_job_stages as stage
        where stage.job_id = (taken.message ->> 'job_id')::uuid and stage.stage = taken.message ->> 'stage'
        for no key update;
        if job_status = 'cancelled' or row_.status in ('completed', 'cancelled') then
            perform pgmq.archive(p_queue, taken.msg_id);
            continue;
        end if;
        update content_jobs set last_dequeued_at = now() where id = row_.job_id;
        update content_job_stages as stage
        set queue = p_queue, msg_id = taken.msg_id, last_dequeued_at = now(),
            visibility_timeout_seconds = p_visibility
        where stage.job_id = row_.job_id and stage.stage = row_.stage;
        msg_id := taken.msg_id;
        message := taken.message;
        return next;
    end loop;
end $$;

create function bench.start_stage(p_job_id uuid, p_stage text) returns jsonb language plpgsql as $$
declare row_ content_job_stages;
begin
    perform from content_jobs where id = p_job_id for no key update;
    select stage.* into row_ from content_job_stages as stage
    where stage.job_id = p_job_id and stage.stage = p_stage for no key update;
    if row_.status in ('completed', 'cancelled') then
        return to_jsonb(row_);
    end if;
    update content_jobs set status = 'processing', stage = p_stage, attempt_count = attempt_count + 1
    where id = p_job_id;
    update content_job_stages as stage
    set status = 'processing', attempt_count = stage.attempt_count + 1, started_at = now(), finished_at = null
    where stage.job_id = p_job_id and stage.stage = p_stage
    returning stage.* into row_;
    insert into content_job_events (job_id, stage, status, message, metadata)
    values (p_job_id, p_stage, 'processing', 'Attempt ' || row_.attempt_count, jsonb_build_object(
        'attempt', row_.attempt_count, 'queue', row_.queue, 'msg_id', row_.msg_id));
    return to_jsonb(row_);
end $$;

create function bench.enqueue_stage(p_queue text, p_job_id uuid, p_stage text, p_payload jsonb, p_priority integer)
returns bigint language plpgsql as $$
declare
    new_id bigint;
    job content_jobs;
begin
    new_id := pgmq.send(p_queue, jsonb_build_object('job_id', p_job_id, 'stage', p_stage, 'payload', p_payload,
        'priority', p_priority, 'available_at', now(), 'enqueued_at', now()));
    update content_jobs
    set stage = p_stage, status = 'queued', priority = greatest(priority, p_priority),
        first_queued_at = coalesce(first_queued_at, now()), last_queued_at = now()
    where id = p_job_id
    returning * into job;
    insert into content_job_stages as stage (job_id, stage, status, queue, msg_id, priority, available_at,
        visibility_timeout_seconds, max_attempts, retry_delay_seconds, last_queued_at)
    values (p_job_id, p_stage, 'queued', p_queue, new_id, p_priority, now(), 600, job.max_attempts,
        job.retry_delay_seconds, now())
    on conflict (job_id, stage) do update
    set status = 'queued', queue = excluded.queue, msg_id = excluded.msg_id, priority = excluded.priority,
        available_at = excluded.available_at, visibility_timeout_seconds = excluded.visibility_timeout_seconds,
        last_queued_at = excluded.last_queued_at, attempt_count = 0, started_at = null, finished_at = null,
        last_error = null, next_retry_at = null, dead_lettered_at = null, dead_letter_reason = null;
    insert into content_job_events (job_id, stage, status, message, metadata)
    values (p_job_id, p_stage, 'queued', 'Queued on ' || p_queue,
        jsonb_build_object('queue', p_queue, 'msg_id', new_id, 'available_at', now()));
    return new_id;
end $$;

create function bench.complete_stage(p_queue text, p_msg_id bigint, p_job_id uuid, p_stage text, p_result jsonb,
    p_next_stage text) returns jsonb language plpgsql as $$
declare
    job_status text;
    row_ content_job_stages;
    next_id bigint;
begin
    perform from pgmq.q_content as message where message.msg_id = p_msg_id for update;
    if not found then
        return '{"lost": true}';
    end if;
    select job.status into job_status from content_jobs as job where job.id = p_job_id for no key update;
    select stage.* into row_ from content_job_stages as stage
    where stage.job_id = p_job_id and stage.stage = p_stage for no key update;
    if job_status = 'cancelled' or row_.status in ('completed', 'cancelled') or row_.msg_id <> p_msg_id then
        perform pgmq.archive(p_queue, p_msg_id);
        return '{"lost": true}';
    end if;
    perform pgmq.archive(p_queue, p_msg_id);
    update content_job_stages as stage
    set status = 'completed', finished_at = now(), last_error = null, next_retry_at = null
    where stage.job_id = p_job_id and stage.stage = p_stage;
    if p_result is not null then
        insert into content_payloads as kept (job_id, stage, data) values (p_job_id, p_stage, p_result)
        on conflict (job_id, stage) do update set data = excluded.data;
    end if;
    update content_jobs set last_completed_at = now() where id = p_job_id;
    insert into content_job_events (job_id, stage, status, message, metadata)
    values (p_job_id, p_stage, 'completed', 'Completed at attempt ' || row_.attempt_count,
        jsonb_build_object('queue', p_queue, 'msg_id', p_msg_id, 'attempt', row_.attempt_count));
    next_id := bench.enqueue_stage(p_queue, p_job_id, p_next_stage, coalesce(p_result, '{}'), row_.priority);
    return jsonb_build_object('job_status', 'queued', 'next_msg_id', next_id);
end $$;
