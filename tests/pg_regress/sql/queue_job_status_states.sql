-- A job's way: unknown, queued, in flight, queued again, done; later ones are queued before they are due.
begin;
set role service_role;
select queue_job_status('enrich', 'k') is null as unknown;
select queue_job('k', 'enrich') as id \gset
create function pg_temp.status(kind text, key text) returns table (state text, read_ct text, right_id boolean, dated boolean, visible_at text)
language sql as $$
    select status ->> 'state', status ->> 'read_ct', status -> 'msg_id' = to_jsonb(queue_job(key, kind)),
        (status ->> 'enqueued_at')::timestamptz = now(),
        case when status -> 'visible_at' = 'null' then 'null' when (status ->> 'visible_at')::timestamptz > clock_timestamp() then 'later' else 'now' end
    from queue_job_status(kind, key) as status
$$;
select * from pg_temp.status('enrich', 'k');
select (select array_agg(key order by key) from jsonb_object_keys(queue_job_status('enrich', 'k')) as key) as keys;
select dequeue_job('enrich') is not null as taken;
select * from pg_temp.status('enrich', 'k');
-- Its time ran out: visible again.
select count(*) from pgmq.set_vt('enrich', :id, 0);
select * from pg_temp.status('enrich', 'k');
select pgmq_delete('enrich', :id);
select state, read_ct, right_id, visible_at from pg_temp.status('enrich', 'k');
-- In the archive it is done as well, and what is known of it is told.
select queue_job('archived', 'enrich') as id \gset
select dequeue_job('enrich') is not null as taken;
select pgmq.archive('enrich', :id);
select * from pg_temp.status('enrich', 'archived');
select queue_job('later', 'enrich', '{}', 60) > 0 as sent;
select * from pg_temp.status('enrich', 'later');
-- The kind is part of the name; both spellings name it.
select queue_job_status('outreach', 'k') is null as of_another_queue;
select queue_job_status('q_enrich', 'k') = queue_job_status('enrich', 'k') as either_spelling;
select queue_job_status(kind => 'enrich', idempotency_key => 'k') ->> 'state' as named;
rollback;
