-- A request for a summary: one job each, with what the worker needs.
\set ON_ERROR_ROLLBACK on
begin;
insert into judgments (id, case_number) values (7, 'J-7');
insert into enforcement_cases (id, judgment_id, case_number) values ('00000000-0000-0000-0000-00000000000c', 7, 'C-1');
insert into judgments (id, case_number) values (8, 'J-8');
insert into enforcement_cases (id, judgment_id) values ('00000000-0000-0000-0000-00000000000d', 8);
set role anon;
select request_case_copilot('00000000-0000-0000-0000-00000000000c', ' ops ') as first \gset
select request_case_copilot(case_id => '00000000-0000-0000-0000-00000000000c', requested_by => '  ') as second \gset
select request_case_copilot('00000000-0000-0000-0000-00000000000d') as third \gset
select :first < :second and :second < :third as every_request_makes_a_job;
select request_case_copilot(null);
\echo :LAST_ERROR_SQLSTATE
select request_case_copilot('00000000-0000-0000-0000-00000000000e');
\echo :LAST_ERROR_SQLSTATE
reset role;
select message ->> 'kind' as kind, (message -> 'payload') - 'requested_at' as payload,
    message #>> '{payload,requested_at}' ~ '^[0-9]{4}-[0-9-]{5}T[0-9:.]+Z$' as requested_at_is_utc,
    message ->> 'idempotency_key' ~ ('^case_copilot:' || (message #>> '{payload,case_id}') || ':[0-9a-f]{12}$') as key_names_case_and_request
from pgmq.q_case_copilot order by msg_id;
select count(distinct key) as keys from dragonfly.idempotency_keys where queue = 'case_copilot';
rollback;
