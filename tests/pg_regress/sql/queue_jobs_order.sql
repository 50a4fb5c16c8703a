-- A batch of any mix of kinds: ids in input order, each message on its own queue.
begin;
set role service_role;
create temp table sent as
select id, place, case place % 4 when 0 then 'outreach' when 1 then 'enrich' when 2 then 'case_copilot' else 'enforce' end as kind
from queue_jobs((
    select jsonb_agg(jsonb_build_object('idempotency_key', 'job ' || place, 'payload', jsonb_build_object('place', place), 'kind',
        case place % 4 when 0 then 'outreach' when 1 then 'enrich' when 2 then 'case_copilot' else 'enforce' end) order by place)
    from generate_series(1, 40) as place)) with ordinality as answer (id, place);
select count(*) from sent;
select kind, count(*) as sent, count(message) as found, bool_and(message -> 'payload' ->> 'place' = place::text) as right_place,
    bool_and(message ->> 'kind' = kind) as right_kind
from sent left join lateral (
    select message from pgmq.q_enrich where kind = 'enrich' and msg_id = id union all
    select message from pgmq.q_outreach where kind = 'outreach' and msg_id = id union all
    select message from pgmq.q_enforce where kind = 'enforce' and msg_id = id union all
    select message from pgmq.q_case_copilot where kind = 'case_copilot' and msg_id = id) as found on true
group by kind order by kind;
-- Messages of one queue lie in the order of the batch, whatever the order of their keys.
select count(*) from queue_jobs('[{"kind": "enrich", "idempotency_key": "z"}, {"kind": "enrich", "idempotency_key": "a"}, {"kind": "enrich", "idempotency_key": "m"}]');
select message ->> 'idempotency_key' as key from pgmq.q_enrich where message ->> 'idempotency_key' in ('a', 'm', 'z') order by msg_id;
-- Nothing to do is nothing wrong.
select count(*) from queue_jobs('[]');
rollback;
