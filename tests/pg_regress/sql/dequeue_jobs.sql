-- As many as asked for and there are, due longest first, hidden for as long as asked.
begin;
set role service_role;
select count(*) from queue_jobs((
    select jsonb_agg(jsonb_build_object('kind', 'enrich', 'idempotency_key', 'k ' || place, 'payload', jsonb_build_object('place', place)) order by place)
    from generate_series(1, 12) as place));
select place, job #>> '{body,payload,place}' as message, (job ->> 'vt')::timestamptz - clock_timestamp() between '3595 s' and '3600 s' as hidden
from dequeue_jobs('enrich', 3, 3600) with ordinality as answer (job, place);
-- A timeout of 0 takes without hiding, but lets others go first; NULL means one message for 30 seconds.
select count(*) from dequeue_jobs('enrich', 2, 0);
select job #>> '{body,payload,place}' as message, job -> 'read_ct' as read_ct, (job ->> 'vt')::timestamptz - clock_timestamp() between '25 s' and '30 s' as hidden
from dequeue_jobs('enrich', null, null) as job;
select count(*) from dequeue_jobs(kind => 'q_enrich', quantity => 1000, visibility_timeout => 43200);
select count(*) from dequeue_jobs('enrich', 1, 1);
select read_ct, count(*) from pgmq.q_enrich group by read_ct order by read_ct;
-- Last read is written where this version of pgmq has the column.
select bool_and(to_jsonb(entry) -> 'last_read_at' is null or to_jsonb(entry) ->> 'last_read_at' <> '') as last_read from pgmq.q_enrich as entry;
rollback;
