-- An auditor keeps anon out; install() and the doctor follow, and remember it.
begin;
select dragonfly.version() is not null as loaded;
create view pg_temp.open as
select count(*) as functions from pg_proc join pg_depend on classid = 'pg_proc'::regclass and objid = pg_proc.oid
join pg_extension on pg_extension.oid = refobjid and extname = 'dragonfly_queue'
where deptype = 'e' and has_function_privilege('anon', pg_proc.oid, 'execute');
create view pg_temp.grants as
select status, left(detail, 60) as detail from dragonfly.doctor() where check_name = 'function grants';
select * from pg_temp.open;
savepoint before;
set dragonfly_queue.anon_access = 'some';
rollback to before;
set dragonfly_queue.anon_access = 'none';
select * from pg_temp.grants;
select * from dragonfly.install();
select * from pg_temp.open;
select * from pg_temp.grants;
set role anon;
savepoint asked;
select queue_job('enrich', 'k', '{}');
rollback to asked;
reset role;
-- Where the setting was lost, by a restore, the database knows.
reset dragonfly_queue.anon_access;
select * from dragonfly.install();
select * from pg_temp.open;
select * from pg_temp.grants;
grant execute on function queue_job(jsonb) to anon;
select * from pg_temp.grants;
-- Back again.
set dragonfly_queue.anon_access = 'contract';
select * from dragonfly.install();
select * from pg_temp.open;
reset dragonfly_queue.anon_access;
select * from dragonfly.install();
select * from pg_temp.open;
select * from pg_temp.grants;
rollback;
