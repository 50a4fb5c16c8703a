-- CREATE EXTENSION alone makes a working installation, with Supabase's default privileges in force.
create database fresh;
\c fresh
set client_min_messages to warning;
alter default privileges in schema public
grant all on functions to postgres, anon, authenticated, service_role;
alter default privileges in schema public
grant all on tables to postgres, anon, authenticated, service_role;
create extension dragonfly_queue cascade;
select extname, nspname from pg_extension
join pg_namespace on pg_namespace.oid = extnamespace
where extname in ('dragonfly_queue', 'pgmq') order by extname;
select queue_name from pgmq.list_queues() order by queue_name;
select check_name, status from dragonfly.doctor() where status <> 'ok';
-- The extension's members are its functions and nothing else.
select distinct classid::regclass from pg_depend
where refobjid = (select oid from pg_extension where extname = 'dragonfly_queue') and deptype = 'e';
-- A second install finds nothing to do.
select * from dragonfly.install();
set role anon;
select queue_job('{"kind": "enrich", "idempotency_key": "first"}');
select queue_job('{"kind": "enrich", "idempotency_key": "first"}');
reset role;
\c regress
drop database fresh;
