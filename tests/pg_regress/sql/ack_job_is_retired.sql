-- Seed 002: ack_job must not exist under any signature or schema of ours.
\set ON_ERROR_ROLLBACK on
begin;
set role service_role;
select count(*) from pg_proc where proname = 'ack_job';
select ack_job('enrich', 1);
\echo :LAST_ERROR_SQLSTATE
rollback;
