-- The window is an interval of 1 hour to 10 years, and a superuser's to set.
\set ON_ERROR_ROLLBACK on
begin;
-- The setting is known once the library is loaded.
select dragonfly.version() is not null as loaded;
show dragonfly_queue.idempotency_retention;
set dragonfly_queue.idempotency_retention = '1 minute';
\echo :LAST_ERROR_SQLSTATE
set dragonfly_queue.idempotency_retention = '59 minutes 59 seconds';
\echo :LAST_ERROR_SQLSTATE
set dragonfly_queue.idempotency_retention = '11 years';
\echo :LAST_ERROR_SQLSTATE
set dragonfly_queue.idempotency_retention = '-7 days';
\echo :LAST_ERROR_SQLSTATE
set dragonfly_queue.idempotency_retention = 'junk';
\echo :LAST_ERROR_SQLSTATE
set dragonfly_queue.idempotency_retention = '';
\echo :LAST_ERROR_SQLSTATE
set dragonfly_queue.idempotency_retention = '0';
\echo :LAST_ERROR_SQLSTATE
set dragonfly_queue.idempotency_retention = '3600';
\echo :LAST_ERROR_SQLSTATE
set dragonfly_queue.idempotency_retention = 'infinity';
\echo :LAST_ERROR_SQLSTATE
show dragonfly_queue.idempotency_retention;
set dragonfly_queue.idempotency_retention = '1 hour';
set dragonfly_queue.idempotency_retention = '10 years';
set dragonfly_queue.idempotency_retention = '1 day 02:30:00';
set dragonfly_queue.idempotency_retention = '7 days';
select name, setting, context, vartype from pg_settings where name like 'dragonfly_queue.%' order by name;
set role service_role;
set dragonfly_queue.idempotency_retention = '1 hour';
\echo :LAST_ERROR_SQLSTATE
select set_config('dragonfly_queue.idempotency_retention', '1 hour', false);
\echo :LAST_ERROR_SQLSTATE
set dragonfly_queue.authenticator = 'postgres';
\echo :LAST_ERROR_SQLSTATE
set dragonfly_queue.auto_install = 'off';
\echo :LAST_ERROR_SQLSTATE
rollback;
