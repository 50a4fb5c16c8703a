-- Times as JSON clients write them; without an offset they mean UTC, whatever the session's zone.
begin;
set timezone to 'Asia/Kolkata';
set role anon;
create temp table spelled as
select to_char((now() at time zone 'UTC')::date + 30, 'YYYY-MM-DD') || rest as run_at, rest
from unnest(array['T09:00:00Z', 'T09:00:00.000Z', 'T14:30:00+05:30', ' 09:00:00+00', 'T09:00:00', ' 09:00', '']) as rest;
select rest, queue_job(jsonb_build_object('kind', 'enrich', 'idempotency_key', rest || '.', 'run_at', run_at)) > 0 as taken
from spelled order by rest;
reset role;
select message ->> 'idempotency_key' as rest, (vt at time zone 'UTC')::time from pgmq.q_enrich order by 1;
rollback;
