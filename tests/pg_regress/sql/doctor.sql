-- After CREATE EXTENSION every check is ok; pg_cron and pg_net are where the server has them, and missed
-- where not.
begin;
set role service_role;
select check_name, status, detail from dragonfly.doctor() where check_name not in ('pg_cron', 'cron jobs', 'pg_net');
select check_name, status, detail, hint from dragonfly.doctor()
where check_name in ('pg_cron', 'cron jobs') and status <> case
    when check_name = 'pg_cron' and not exists (select from pg_extension where extname = 'pg_cron') then 'warn' else 'ok' end;
select status, detail, hint from dragonfly.doctor() where check_name = 'pg_net';
select count(*) as hints_without_need from dragonfly.doctor() where status = 'ok' and hint is not null;
set role enforcement_operator;
select count(*) from dragonfly.doctor() where status not in ('ok', 'warn', 'fail');
rollback;
