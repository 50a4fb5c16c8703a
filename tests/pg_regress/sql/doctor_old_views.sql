-- A view of an earlier version stays while something depends on it, and the doctor says so.
begin;
create view pg_temp.found as
select status, detail from dragonfly.doctor() where check_name = 'old views';
select * from pg_temp.found;
drop view v_case_copilot_latest;
create view v_case_copilot_latest as select 1 as of_an_earlier_version;
alter view v_case_copilot_latest owner to dragonfly_owner;
create view pg_temp.mine as select * from v_case_copilot_latest;
select * from dragonfly.install();
select * from pg_temp.found;
select * from dragonfly.install();
drop view pg_temp.mine;
select * from dragonfly.install();
select * from pg_temp.found;
rollback;
