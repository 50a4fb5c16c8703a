-- What direct writers may do: status and closed_at stay in step, unknown stages become known.
\i sql/enforcement.psql
insert into enforcement_cases (judgment_id, case_number, current_stage, status, metadata) values (101, 'J-101', 'Talks with the debtor', 'open', '{"a": 1}');
select stage, ordinal, description, sla, judgment_stage from enforcement_stage_lookup where stage like 'Talks%';
do $$ begin perform pg_temp.news(); end $$;
create view pg_temp.state as select status, case closed_at when now() then 'now' else closed_at::date::text end as closed, closure_reason, updated_at = now() as touched from enforcement_cases where judgment_id = 101;
-- Closing by status alone.
update enforcement_cases set updated_at = '2020-01-01', status = 'closed', closure_reason = 'by hand';
select * from pg_temp.state;
-- Touching it again leaves the time.
update enforcement_cases set closed_at = '2020-01-01';
update enforcement_cases set status = 'closed';
select * from pg_temp.state;
-- closed_at cannot be taken away from a closed case.
update enforcement_cases set closed_at = null;
select * from pg_temp.state;
-- Leaving closed clears both.
update enforcement_cases set status = 'on hold';
select * from pg_temp.state;
-- Closing by closed_at alone.
update enforcement_cases set closed_at = '2020-02-02';
select * from pg_temp.state;
update enforcement_cases set status = 'open', closed_at = '2020-03-03';
select * from pg_temp.state;
-- Inserted closed, either way.
insert into enforcement_cases (judgment_id, status) values (102, 'closed');
insert into enforcement_cases (judgment_id, closed_at) values (102, '2020-01-01');
insert into enforcement_cases (judgment_id, status, closed_at) values (102, 'closed', '2020-02-02');
select status, case closed_at when now() then 'now' else closed_at::date::text end as closed from enforcement_cases where judgment_id = 102 order by closed_at;
-- One open case per judgment, whoever writes; as many closed ones as there are.
insert into enforcement_cases (judgment_id, status) values (102, 'waiting');
insert into enforcement_cases (judgment_id) values (102);
\echo :LAST_ERROR_SQLSTATE
-- Any stage is taken from a direct writer, null too; updated_at is kept.
update enforcement_cases set current_stage = 'talks' where judgment_id = 101;
update enforcement_cases set current_stage = null where judgment_id = 101;
update enforcement_cases set current_stage = 'closed' where judgment_id = 101;
select stage, ordinal from enforcement_stage_lookup where ordinal is null order by stage;
-- An RPC takes only what is in the lookup; what is there without an ordinal can be reached from anywhere, and left.
select pg_temp.says(format('select set_enforcement_stage(%L, ''gossip'', null, null, null)', pg_temp.id('case 1')));
select count(*) from enforcement_stage_lookup where stage = 'gossip';
update enforcement_cases set status = 'open', closed_at = null, current_stage = 'bank_levy', stage_floor = 4 where judgment_id = 101;
select pg_temp.plain(set_enforcement_stage(pg_temp.id('case 1'), 'talks', null, null, null));
select stage_floor from enforcement_cases where judgment_id = 101;
select pg_temp.says(format('select set_enforcement_stage(%L, ''asset_discovery'', null, null, null)', pg_temp.id('case 1')));
select pg_temp.plain(set_enforcement_stage(pg_temp.id('case 1'), 'marshal', null, null, null));
-- service_role, which may write, needs no right on the lookup's trigger function.
set role service_role;
update enforcement_cases set current_stage = 'by the service' where judgment_id = 101;
insert into enforcement_events (case_id, event_type, notes, metadata) select id, 'call_made', 'old client', '{}' from enforcement_cases where judgment_id = 101;
reset role;
select event_type, event_kind, payload, event_date = now() as now from enforcement_events where event_type = 'call_made';
rollback;
