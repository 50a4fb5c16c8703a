-- max_rows is at least one.
\set ON_ERROR_ROLLBACK on
begin;
set role service_role;
select dragonfly.purge_idempotency_keys(0);
\echo :LAST_ERROR_SQLSTATE
select dragonfly.purge_idempotency_keys(-1);
\echo :LAST_ERROR_SQLSTATE
select dragonfly.purge_idempotency_keys(max_rows => -2147483648);
\echo :LAST_ERROR_SQLSTATE
select dragonfly.purge_idempotency_keys(2147483647);
rollback;
