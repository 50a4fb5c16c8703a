-- An application's functions with names of ours and other arguments: CREATE EXTENSION names each that could make a call
-- ambiguous, and what moves it.
\set VERBOSITY default
\set SHOW_CONTEXT never
create database app;
\c app
set client_min_messages to warning;
create function public.dequeue_stage(p_queue text, p_visibility_seconds integer default 30) returns text language sql as $$ select 'app' $$;
create function public.dequeue_stage_batch(text, integer, integer) returns text language sql as $$ select 'app' $$;
create function public.enqueue_stage(text, uuid, text, jsonb) returns text language sql as $$ select 'app' $$;
create function public.log_call_outcome(uuid, text, text, text, timestamptz, text) returns text language sql as $$ select 'app' $$;
create function public.queue_job_status(variadic text []) returns text language sql as $$ select 'app' $$;
create procedure public.cancel_job(text) language sql as $$ select 'app' $$;
create aggregate public.archive_message(integer) (sfunc = int4pl, stype = integer);
create schema workers;
create function workers.enqueue(queue text, payload jsonb) returns text language sql as $$ select 'app' $$;
-- These stay: one needs more arguments than ours ever takes, one is in another schema, one has another name.
create function public.dequeue_stage(text, integer, text, boolean) returns text language sql as $$ select 'four' $$;
create schema api;
create function api.dequeue_stage(text, integer) returns text language sql as $$ select 'api' $$;
create function public.dequeue_stages(text, integer) returns text language sql as $$ select 'other' $$;
create extension pgmq;
create extension dragonfly_queue;
-- What the hint says.
create schema dragonfly_legacy;
alter function public.dequeue_stage(text, integer) set schema dragonfly_legacy;
alter function public.dequeue_stage_batch(text, integer, integer) set schema dragonfly_legacy;
alter function public.enqueue_stage(text, uuid, text, jsonb) set schema dragonfly_legacy;
alter function public.log_call_outcome(uuid, text, text, text, timestamp with time zone, text) set schema dragonfly_legacy;
alter function public.queue_job_status(text []) set schema dragonfly_legacy;
alter routine public.cancel_job(text) set schema dragonfly_legacy;
alter routine public.archive_message(integer) set schema dragonfly_legacy;
alter function workers.enqueue(text, jsonb) set schema dragonfly_legacy;
create extension dragonfly_queue;
select status, detail from dragonfly.doctor() where check_name = 'overloads';
select dequeue_stage('content', 30), dequeue_stage('content', 30, 'draft', true), api.dequeue_stage('content', 30);
-- The application is deployed again: the doctor sees it, and a name that is taken is no obstacle.
create function public.dequeue_stage(p_queue text, p_visibility_seconds integer default 30) returns text language sql as $$ select 'app' $$;
create function public.set_enforcement_stage(text, text, text) returns text language sql as $$ select 'app' $$;
select dequeue_stage('content', 30);
select status, detail, regexp_replace(hint, '_\d+', '_N', 'g') as hint from dragonfly.doctor() where check_name = 'overloads';
select substr(hint, 5) as statements from dragonfly.doctor() where check_name = 'overloads' \gset
:statements
select status from dragonfly.doctor() where check_name = 'overloads';
select dequeue_stage('content', 30);
select count(*) from pg_proc where pronamespace = 'dragonfly_legacy'::regnamespace;
\c regress
drop database app;
