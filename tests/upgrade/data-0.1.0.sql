-- pg_dump of a database of 0.1.0 with data: the data model that its release made. It stays as it is.
--
-- PostgreSQL database dump
--



SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: app; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA app;


ALTER SCHEMA app OWNER TO postgres;

--
-- Name: dragonfly; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA dragonfly;


ALTER SCHEMA dragonfly OWNER TO postgres;

--
-- Name: enrichment; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA enrichment;


ALTER SCHEMA enrichment OWNER TO postgres;

--
-- Name: judgments; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA judgments;


ALTER SCHEMA judgments OWNER TO postgres;

--
-- Name: parties; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA parties;


ALTER SCHEMA parties OWNER TO postgres;

--
-- Name: pgmq; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA pgmq;


ALTER SCHEMA pgmq OWNER TO postgres;

--
-- Name: workers; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA workers;


ALTER SCHEMA workers OWNER TO postgres;

--
-- Name: pgmq; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pgmq WITH SCHEMA pgmq;


--
-- Name: EXTENSION pgmq; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION pgmq IS 'A lightweight message queue';


--
-- Name: dragonfly_queue; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS dragonfly_queue WITH SCHEMA dragonfly;


--
-- Name: EXTENSION dragonfly_queue; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION dragonfly_queue IS 'Case-work back office: durable job queues on pgmq as native SQL functions';


--
-- Name: contact_kind; Type: TYPE; Schema: enrichment; Owner: dragonfly_owner
--

CREATE TYPE enrichment.contact_kind AS ENUM (
    'phone',
    'email',
    'address'
);


ALTER TYPE enrichment.contact_kind OWNER TO dragonfly_owner;

--
-- Name: enforcement_event_kind; Type: TYPE; Schema: public; Owner: dragonfly_owner
--

CREATE TYPE public.enforcement_event_kind AS ENUM (
    'asset_search_requested',
    'asset_search_completed',
    'bank_levy_filed',
    'bank_levy_served',
    'bank_levy_released',
    'garnishment_order_signed',
    'garnishment_served',
    'garnishment_remittance',
    'subpoena_issued',
    'subpoena_complied',
    'marshal_assigned',
    'marshal_attempted',
    'marshal_result',
    'case_stage_changed',
    'payment_received',
    'action_updated'
);


ALTER TYPE public.enforcement_event_kind OWNER TO dragonfly_owner;

--
-- Name: enforcement_task_severity; Type: TYPE; Schema: public; Owner: dragonfly_owner
--

CREATE TYPE public.enforcement_task_severity AS ENUM (
    'low',
    'medium',
    'high'
);


ALTER TYPE public.enforcement_task_severity OWNER TO dragonfly_owner;

--
-- Name: job_status; Type: TYPE; Schema: workers; Owner: dragonfly_owner
--

CREATE TYPE workers.job_status AS ENUM (
    'processing',
    'completed',
    'failed'
);


ALTER TYPE workers.job_status OWNER TO dragonfly_owner;

--
-- Name: worker_status; Type: TYPE; Schema: workers; Owner: dragonfly_owner
--

CREATE TYPE workers.worker_status AS ENUM (
    'starting',
    'healthy',
    'draining',
    'stopped'
);


ALTER TYPE workers.worker_status OWNER TO dragonfly_owner;

--
-- Name: enqueue(text); Type: FUNCTION; Schema: app; Owner: postgres
--

CREATE FUNCTION app.enqueue(key text) RETURNS bigint
    LANGUAGE sql
    AS $$ select public.queue_job(key, 'enrich') $$;


ALTER FUNCTION app.enqueue(key text) OWNER TO postgres;

--
-- Name: watch(); Type: FUNCTION; Schema: app; Owner: postgres
--

CREATE FUNCTION app.watch() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$ begin insert into public.watched values (new.msg_id) on conflict do nothing; return new; end $$;


ALTER FUNCTION app.watch() OWNER TO postgres;

--
-- Name: is_operator(); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.is_operator() RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
begin
    if to_regprocedure('dragonfly.caller_is_operator()') is not null then
        return dragonfly.caller_is_operator();
    end if;
    return exists (
        select from pg_roles
        where rolname in ('service_role', 'enforcement_operator')
          and pg_has_role(coalesce(nullif(current_setting('role', true), 'none'),
                                   session_user::text),
                          oid, 'usage'));
end
$$;


ALTER FUNCTION dragonfly.is_operator() OWNER TO dragonfly_owner;

--
-- Name: note_stage_errors(jsonb); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.note_stage_errors(errors jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
declare
    fault record;
    event public.content_job_events;
    known bigint;
    moment constant text := to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
    began constant text := to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
begin
    for fault in
        select * from jsonb_to_recordset(errors) as fault (stage text, error text, endpoint text)
    loop
        event.stage := fault.stage;
        event.status := 'error';
        select noted.id, noted.metadata into known, event.metadata
        from public.content_job_events as noted
        where noted.stage = event.stage and noted.status = event.status and noted.job_id is null
          and noted.message = fault.error and noted.metadata ->> 'source' = 'dispatcher'
          and noted.created_at > now() - interval '1 hour'
        order by noted.created_at desc limit 1;
        if not found then
            insert into public.content_job_events (stage, status, message, metadata)
            values (event.stage, event.status, fault.error, jsonb_build_object(
                'source', 'dispatcher', 'endpoint', fault.endpoint, 'times', 1, 'last_at', moment));
        elsif event.metadata ->> 'last_at' < began then
            update public.content_job_events as noted
            set metadata = event.metadata || jsonb_build_object(
                'times', (event.metadata -> 'times')::bigint + 1, 'last_at', moment)
            where noted.id = known;
        end if;
    end loop;
end
$$;


ALTER FUNCTION dragonfly.note_stage_errors(errors jsonb) OWNER TO dragonfly_owner;

--
-- Name: note_worker_answers(); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.note_worker_answers() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
declare
    faults jsonb;
begin
    if not coalesce((select has_schema_privilege(class.relnamespace, 'usage')
                         and has_table_privilege(class.oid, 'select')
                     from pg_class as class join pg_namespace as schema on schema.oid = class.relnamespace
                     where schema.nspname = 'net' and class.relname = '_http_response'), false) then
        return;
    end if;
    select jsonb_agg(jsonb_build_object('stage', config.stage, 'endpoint', answer.endpoint,
        'error', concat('the worker ', coalesce('answers ' || answer.status_code, 'cannot be reached: '
            || coalesce(answer.error_msg, 'no answer')), ': ', answer.endpoint)))
    into faults
    from public.content_stage_config as config
    cross join lateral (
        select response.status_code, response.error_msg, response.timed_out,
            call.metadata ->> 'endpoint' as endpoint
        from (select event.metadata from public.content_job_events as event
              where event.stage = config.stage and event.status = 'dispatched'
                and event.created_at > now() - interval '1 hour'
              order by event.created_at desc limit 20) as call
        join net._http_response as response on response.id = case
            when jsonb_typeof(call.metadata -> 'request_id') = 'number'
            then (call.metadata ->> 'request_id')::numeric end
        order by response.id desc limit 1) as answer
    where config.enabled and not coalesce(answer.timed_out, false)
      and (answer.status_code is null or answer.status_code not between 200 and 299);
    perform dragonfly.note_stage_errors(coalesce(faults, '[]'));
end
$$;


ALTER FUNCTION dragonfly.note_worker_answers() OWNER TO dragonfly_owner;

--
-- Name: tg_begin_run(); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.tg_begin_run() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
begin
    if exists (select from dragonfly.job_queue where job_id = new.job_id and run_id = new.id) then
        return new;
    end if;
    perform from public.jobs where id = new.job_id for key share;
    perform from public.job_runs
    where id = new.id or (job_id = new.job_id and attempt_no = new.attempt_no)
    order by id for no key update;
    perform from dragonfly.job_queue where job_id = new.job_id for update;
    return new;
end
$$;


ALTER FUNCTION dragonfly.tg_begin_run() OWNER TO dragonfly_owner;

--
-- Name: tg_case_id_twice(); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.tg_case_id_twice() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
begin
    new.id := coalesce(new.id, new.case_id);
    return new;
end
$$;


ALTER FUNCTION dragonfly.tg_case_id_twice() OWNER TO dragonfly_owner;

--
-- Name: tg_check_job(); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.tg_check_job() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
declare
    known text;
    variant text;
begin
    if not exists (select from public.job_types as a_type where a_type.type = new.type::text) then
        select string_agg(a_type.type, ', ' order by a_type.type) into known from public.job_types as a_type;
        raise exception 'jobs: unsupported type %', left(coalesce(new.type::text, 'null'), 100)
            using detail = format(e'type is %s\nreason: unsupported_value', left(coalesce(new.type::text, 'null'), 100)),
                hint = format('Use one of the types %s, or add a row to public.job_types.', known);
    end if;
    if jsonb_typeof(new.payload) is distinct from 'object'
        or coalesce(jsonb_typeof(new.payload -> 'package_id'), 'null') not in ('string', 'number')
        or new.payload ->> 'package_id' !~ '[^[:space:]]' then
        raise exception 'jobs: missing package_id in payload'
            using detail = case jsonb_typeof(new.payload)
                    when 'object' then e'payload is an object without it\nreason: missing_field'
                    else format(e'payload is %s\nreason: malformed_value', coalesce(jsonb_typeof(new.payload), 'null')) end,
                hint = 'Send an object with a package_id that is not empty.';
    end if;
    -- Never as text what may be any size.
    variant := case jsonb_typeof(new.payload #> '{metadata,rfp_variant}')
        when 'null' then null
        when 'object' then 'object'
        when 'array' then 'array'
        else new.payload #>> '{metadata,rfp_variant}' end;
    if new.type::text = 'tech_rfp_summary' and variant not in ('tech', 'comm') then
        raise exception 'jobs: unsupported rfp_variant %', left(variant, 100)
            using detail = format(e'metadata.rfp_variant is %s\nreason: unsupported_value', left(variant, 100)),
                hint = 'Use tech or comm, or leave it out.';
    end if;
    if tg_op = 'INSERT' and new.created_at = localtimestamp then
        new.created_at := now() at time zone 'utc';
    end if;
    return new;
end
$$;


ALTER FUNCTION dragonfly.tg_check_job() OWNER TO dragonfly_owner;

--
-- Name: tg_close_in_step(); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.tg_close_in_step() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
begin
    if new.status::text = 'closed' then
        new.closed_at := coalesce(new.closed_at, old.closed_at, now());
    elsif tg_op = 'UPDATE' and old.status::text = 'closed' then
        new.closed_at := null;
        new.closure_reason := null;
    elsif new.closed_at is not null then
        new.status := 'closed';
    end if;
    return new;
end
$$;


ALTER FUNCTION dragonfly.tg_close_in_step() OWNER TO dragonfly_owner;

--
-- Name: tg_content_cancel_stages(); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.tg_content_cancel_stages() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
begin
    update public.content_job_stages
    set status = 'cancelled', finished_at = now(), next_retry_at = null
    where job_id = new.id and status::text not in ('completed', 'cancelled')
      and not (status::text = 'failed' and dead_lettered_at is not null);
    return null;
end
$$;


ALTER FUNCTION dragonfly.tg_content_cancel_stages() OWNER TO dragonfly_owner;

--
-- Name: tg_content_first_stage(); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.tg_content_first_stage() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
begin
    insert into public.content_job_stages (job_id, stage, priority, max_attempts, retry_delay_seconds)
    values (new.id, new.stage::text, coalesce(new.priority, 0), coalesce(new.max_attempts, 5),
            coalesce(new.retry_delay_seconds, 60))
    on conflict do nothing;
    return null;
end
$$;


ALTER FUNCTION dragonfly.tg_content_first_stage() OWNER TO dragonfly_owner;

--
-- Name: tg_end_run(); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.tg_end_run() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
begin
    if tg_op = 'DELETE' then
        delete from dragonfly.job_queue
        where job_id = old.job_id and run_id = old.id and attempts >= max_attempts;
        update dragonfly.job_queue set run_id = null, lease_until = null, lease_seconds = null, worker = null
        where job_id = old.job_id and run_id = old.id;
    elsif new.status::text = 'completed' then
        delete from dragonfly.job_queue where job_id = new.job_id;
    elsif new.status::text not in ('pending', 'in_progress') then
        delete from dragonfly.job_queue where run_id = new.id and job_id = new.job_id;
    end if;
    return null;
end
$$;


ALTER FUNCTION dragonfly.tg_end_run() OWNER TO dragonfly_owner;

--
-- Name: tg_hold_job(); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.tg_hold_job() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
begin
    if new.status::text not in ('pending', 'in_progress') then
        delete from dragonfly.job_queue where job_id = new.job_id;
        return null;
    end if;
    update dragonfly.job_queue
    set run_id = new.id, attempts = attempts + 1, lease_until = null, lease_seconds = null, worker = null
    where job_id = new.job_id and run_id is distinct from new.id;
    if new.attempt_no = 2147483647 then
        update dragonfly.job_queue set attempts = greatest(attempts, max_attempts)
        where job_id = new.job_id;
    end if;
    return null;
end
$$;


ALTER FUNCTION dragonfly.tg_hold_job() OWNER TO dragonfly_owner;

--
-- Name: tg_know_stage(); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.tg_know_stage() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
declare
    reached integer;
begin
    if new.current_stage is null then
        return new;
    end if;
    select ordinal into reached
    from public.enforcement_stage_lookup where stage = new.current_stage::text;
    if not found then
        insert into public.enforcement_stage_lookup (stage) values (new.current_stage::text)
        on conflict do nothing;
    end if;
    new.stage_floor := greatest(new.stage_floor, reached);
    return new;
end
$$;


ALTER FUNCTION dragonfly.tg_know_stage() OWNER TO dragonfly_owner;

--
-- Name: tg_plain_queue(); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.tg_plain_queue() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
begin
    new.queue_name := substr(new.queue_name, 3);
    return new;
end
$$;


ALTER FUNCTION dragonfly.tg_plain_queue() OWNER TO dragonfly_owner;

--
-- Name: tg_queue_job(); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.tg_queue_job() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
begin
    if tg_op = 'UPDATE' then
        update dragonfly.job_queue set type = new.type::text where job_id = new.id;
        return null;
    end if;
    insert into dragonfly.job_queue (job_id, type, created_at)
    values (new.id, new.type::text, coalesce(new.created_at, now() at time zone 'utc'));
    if to_regprocedure('dragonfly.wake_job_workers(uuid)') is not null then
        perform dragonfly.wake_job_workers(new.id);
    end if;
    return null;
end
$$;


ALTER FUNCTION dragonfly.tg_queue_job() OWNER TO dragonfly_owner;

--
-- Name: tg_touch_last_updated_at(); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.tg_touch_last_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
begin
    new.last_updated_at := now();
    return new;
end
$$;


ALTER FUNCTION dragonfly.tg_touch_last_updated_at() OWNER TO dragonfly_owner;

--
-- Name: tg_touch_updated_at(); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.tg_touch_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
begin
    new.updated_at := now();
    return new;
end
$$;


ALTER FUNCTION dragonfly.tg_touch_updated_at() OWNER TO dragonfly_owner;

--
-- Name: try_content_worker(text, text, text, jsonb); Type: FUNCTION; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE FUNCTION dragonfly.try_content_worker(endpoint text, stage text, queue text, payload jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
begin
    return jsonb_build_object(
        'request_id', public.trigger_content_worker(endpoint, stage, queue, payload, null::jsonb));
exception when others then
    return jsonb_build_object('error', sqlerrm);
end
$$;


ALTER FUNCTION dragonfly.try_content_worker(endpoint text, stage text, queue text, payload jsonb) OWNER TO dragonfly_owner;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: judgments; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.judgments (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now(),
    case_number text,
    plaintiff_name text,
    defendant_name text,
    judgment_amount numeric(10,2),
    entry_date date,
    source_file text,
    status text DEFAULT 'New'::text NOT NULL,
    notes text,
    defendant_address text,
    defendant_phone text,
    defendant_email text,
    last_contact_date timestamp with time zone,
    plaintiff_id uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    enforcement_stage text DEFAULT 'pre_enforcement'::text NOT NULL,
    enforcement_stage_updated_at timestamp with time zone DEFAULT now() NOT NULL,
    priority_level text DEFAULT 'normal'::text NOT NULL,
    priority_level_updated_at timestamp with time zone DEFAULT now() NOT NULL,
    judgment_number text,
    county text,
    state text,
    metadata jsonb,
    balance_due numeric(14,2),
    CONSTRAINT judgments_priority_level_check CHECK ((priority_level = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text, 'on_hold'::text])))
);

ALTER TABLE ONLY public.judgments FORCE ROW LEVEL SECURITY;


ALTER TABLE public.judgments OWNER TO dragonfly_owner;

--
-- Name: TABLE judgments; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.judgments IS 'Judgments to be enforced; balance_due is what is still owed, null until the first payment means judgment_amount.';


--
-- Name: COLUMN judgments.enforcement_stage; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.judgments.enforcement_stage IS 'Stage in the words of older consoles, free text; set_enforcement_stage(_judgment_id, …) writes it';


--
-- Name: COLUMN judgments.balance_due; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.judgments.balance_due IS 'What is still owed; record_enforcement_payment lowers it';


--
-- Name: set_enforcement_stage(bigint, text, text, text); Type: FUNCTION; Schema: public; Owner: dragonfly_owner
--

CREATE FUNCTION public.set_enforcement_stage(_judgment_id bigint, _new_stage text, _note text DEFAULT NULL::text, _changed_by text DEFAULT NULL::text) RETURNS public.judgments
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
declare
    judgment public.judgments;
begin
    perform dragonfly.set_judgment_stage(_judgment_id, _new_stage, _note, _changed_by);
    select * into judgment from public.judgments where id = _judgment_id;
    return judgment;
end
$$;


ALTER FUNCTION public.set_enforcement_stage(_judgment_id bigint, _new_stage text, _note text, _changed_by text) OWNER TO dragonfly_owner;

--
-- Name: FUNCTION set_enforcement_stage(_judgment_id bigint, _new_stage text, _note text, _changed_by text); Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON FUNCTION public.set_enforcement_stage(_judgment_id bigint, _new_stage text, _note text, _changed_by text) IS 'Sets a judgment''s enforcement_stage: pre_enforcement, paperwork_filed, levy_issued, payment_plan, waiting_payment, collected or closed_no_recovery. Returns the judgment.';


--
-- Name: queue_states(); Type: FUNCTION; Schema: workers; Owner: dragonfly_owner
--

CREATE FUNCTION workers.queue_states() RETURNS TABLE(queue_name text, depth bigint, in_flight bigint, retrying bigint, delayed bigint, oldest_message_age_seconds bigint)
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $_$
declare
    queue record;
    failed bigint;
    stages jsonb := '{}';
begin
    if has_table_privilege('public.content_job_stages', 'select') then
        select coalesce(jsonb_object_agg(waiting.queue, waiting.stages), '{}') into stages
        from (select stage.queue::text as queue, count(*) as stages from public.content_job_stages as stage
              where stage.status = 'queued' and stage.next_retry_at > clock_timestamp()
                and stage.queue is not null
              group by 1) as waiting;
    end if;
    for queue in
        select case when plain.oid is null then regexp_replace(meta.queue_name, '^q_', '')
               else meta.queue_name end as shown,
            named.oid, has_table_privilege(named.oid, 'select') as readable
        from pgmq.meta
        join pg_class as named on named.relnamespace = 'pgmq'::regnamespace
            and named.relname = 'q_' || lower(meta.queue_name) and named.relkind in ('r', 'p')
        left join pg_class as plain on plain.relnamespace = 'pgmq'::regnamespace
            and plain.relname = lower(meta.queue_name) and plain.relkind in ('r', 'p')
        order by shown
    loop
        queue_name := queue.shown;
        depth := null;
        in_flight := null;
        retrying := null;
        delayed := null;
        oldest_message_age_seconds := null;
        if queue.readable then
            execute format(
                'select count(*) filter (where vt <= clock_timestamp()),
                    count(*) filter (where vt > clock_timestamp() and read_ct > 0),
                    count(*) filter (where vt > clock_timestamp() and read_ct = 0),
                    floor(extract(epoch from clock_timestamp() - min(enqueued_at)
                        filter (where vt <= clock_timestamp() and isfinite(enqueued_at))))::bigint
                 from %s', queue.oid::regclass)
            into depth, in_flight, delayed, oldest_message_age_seconds;
            retrying := least(coalesce((stages ->> queue.shown)::bigint, 0), delayed);
            delayed := delayed - retrying;
            if in_flight > 0 and has_table_privilege('workers.processed_jobs', 'select') then
                execute format(
                    'select count(*) from (
                         select msg_id, case jsonb_typeof(message -> ''idempotency_key'')
                             when ''string'' then message ->> ''idempotency_key'' end as key
                         from %s where vt > clock_timestamp() and read_ct > 0
                         offset 0) as message
                     where exists (
                         select from workers.processed_jobs as job
                         where job.idempotency_key = coalesce(btrim(message.key), ''msg:'' || message.msg_id)
                           and job.queue_name = $1 and job.job_id = message.msg_id
                           and job.status = ''failed'' and job.attempts > 0
                           and job.lease_until is distinct from ''infinity'')', queue.oid::regclass)
                into failed using lower(queue.shown);
                retrying := retrying + failed;
                in_flight := in_flight - failed;
            end if;
        end if;
        return next;
    end loop;
end
$_$;


ALTER FUNCTION workers.queue_states() OWNER TO dragonfly_owner;

--
-- Name: unresolved_letters(); Type: FUNCTION; Schema: workers; Owner: dragonfly_owner
--

CREATE FUNCTION workers.unresolved_letters() RETURNS TABLE(queue_name text, letters bigint)
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET row_security TO 'on'
    AS $$
begin
    return query
    select letter.plain, count(*)
    from (
        select regexp_replace(lower(original_queue), '^q_', '') from workers.dead_letter_log
        where resolved_at is null
        union all
        select lower(content_dead_letters.queue_name::text) from public.content_dead_letters
        where resolved_at is null
    ) as letter (plain)
    group by letter.plain;
end
$$;


ALTER FUNCTION workers.unresolved_letters() OWNER TO dragonfly_owner;

--
-- Name: q_enrich; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_enrich (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_enrich FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_enrich OWNER TO dragonfly_owner;

--
-- Name: backlog; Type: VIEW; Schema: app; Owner: postgres
--

CREATE VIEW app.backlog AS
 SELECT count(*) AS waiting
   FROM pgmq.q_enrich;


ALTER VIEW app.backlog OWNER TO postgres;

--
-- Name: idempotency_keys; Type: TABLE; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE TABLE dragonfly.idempotency_keys (
    queue text NOT NULL COLLATE pg_catalog."C",
    key text NOT NULL COLLATE pg_catalog."C",
    msg_id bigint NOT NULL,
    retained_since timestamp with time zone NOT NULL,
    cancelled_at timestamp with time zone,
    batch text
);

ALTER TABLE ONLY dragonfly.idempotency_keys FORCE ROW LEVEL SECURITY;


ALTER TABLE dragonfly.idempotency_keys OWNER TO dragonfly_owner;

--
-- Name: TABLE idempotency_keys; Type: COMMENT; Schema: dragonfly; Owner: dragonfly_owner
--

COMMENT ON TABLE dragonfly.idempotency_keys IS 'Which message each idempotency key stands for; one row per queue and key.';


--
-- Name: COLUMN idempotency_keys.queue; Type: COMMENT; Schema: dragonfly; Owner: dragonfly_owner
--

COMMENT ON COLUMN dragonfly.idempotency_keys.queue IS 'pgmq queue, plain name (enrich)';


--
-- Name: COLUMN idempotency_keys.key; Type: COMMENT; Schema: dragonfly; Owner: dragonfly_owner
--

COMMENT ON COLUMN dragonfly.idempotency_keys.key IS 'The key as the producer sent it, untrimmed';


--
-- Name: COLUMN idempotency_keys.msg_id; Type: COMMENT; Schema: dragonfly; Owner: dragonfly_owner
--

COMMENT ON COLUMN dragonfly.idempotency_keys.msg_id IS 'Id of the message on that queue';


--
-- Name: COLUMN idempotency_keys.retained_since; Type: COMMENT; Schema: dragonfly; Owner: dragonfly_owner
--

COMMENT ON COLUMN dragonfly.idempotency_keys.retained_since IS 'Later of enqueue and first visibility; the retention window counts from here';


--
-- Name: COLUMN idempotency_keys.cancelled_at; Type: COMMENT; Schema: dragonfly; Owner: dragonfly_owner
--

COMMENT ON COLUMN dragonfly.idempotency_keys.cancelled_at IS 'When an operator took the job off its queue';


--
-- Name: COLUMN idempotency_keys.batch; Type: COMMENT; Schema: dragonfly; Owner: dragonfly_owner
--

COMMENT ON COLUMN dragonfly.idempotency_keys.batch IS 'the operator''s own';


--
-- Name: keys; Type: MATERIALIZED VIEW; Schema: app; Owner: postgres
--

CREATE MATERIALIZED VIEW app.keys AS
 SELECT queue,
    count(*) AS count
   FROM dragonfly.idempotency_keys
  GROUP BY queue
  WITH NO DATA;


ALTER MATERIALIZED VIEW app.keys OWNER TO postgres;

--
-- Name: notes; Type: TABLE; Schema: app; Owner: postgres
--

CREATE TABLE app.notes (
    id bigint NOT NULL,
    body text NOT NULL,
    job bigint,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE app.notes OWNER TO postgres;

--
-- Name: notes_id_seq; Type: SEQUENCE; Schema: app; Owner: postgres
--

ALTER TABLE app.notes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME app.notes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: job_queue; Type: TABLE; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE TABLE dragonfly.job_queue (
    job_id uuid NOT NULL,
    type text NOT NULL,
    created_at timestamp without time zone NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    max_attempts integer DEFAULT 3 NOT NULL,
    run_id uuid,
    lease_until timestamp with time zone,
    lease_seconds integer,
    worker text,
    available_at timestamp with time zone,
    CONSTRAINT job_queue_max_attempts_check CHECK ((max_attempts > 0))
);

ALTER TABLE ONLY dragonfly.job_queue FORCE ROW LEVEL SECURITY;


ALTER TABLE dragonfly.job_queue OWNER TO dragonfly_owner;

--
-- Name: TABLE job_queue; Type: COMMENT; Schema: dragonfly; Owner: dragonfly_owner
--

COMMENT ON TABLE dragonfly.job_queue IS 'Jobs that may still be claimed, kept by triggers: free without run_id, else held until lease_until; without a lease by a run that claim_jobs did not begin.';


--
-- Name: COLUMN job_queue.attempts; Type: COMMENT; Schema: dragonfly; Owner: dragonfly_owner
--

COMMENT ON COLUMN dragonfly.job_queue.attempts IS 'How many runs were begun';


--
-- Name: COLUMN job_queue.max_attempts; Type: COMMENT; Schema: dragonfly; Owner: dragonfly_owner
--

COMMENT ON COLUMN dragonfly.job_queue.max_attempts IS 'After so many runs a lost lease or a failure is final';


--
-- Name: COLUMN job_queue.lease_seconds; Type: COMMENT; Schema: dragonfly; Owner: dragonfly_owner
--

COMMENT ON COLUMN dragonfly.job_queue.lease_seconds IS 'How far update_job_progress moves lease_until ahead';


--
-- Name: COLUMN job_queue.available_at; Type: COMMENT; Schema: dragonfly; Owner: dragonfly_owner
--

COMMENT ON COLUMN dragonfly.job_queue.available_at IS 'A job that failed is not claimed before';


--
-- Name: settings; Type: TABLE; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE TABLE dragonfly.settings (
    name text NOT NULL COLLATE pg_catalog."C",
    value jsonb NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT settings_name_check CHECK ((name <> ''::text))
);

ALTER TABLE ONLY dragonfly.settings FORCE ROW LEVEL SECURITY;


ALTER TABLE dragonfly.settings OWNER TO dragonfly_owner;

--
-- Name: TABLE settings; Type: COMMENT; Schema: dragonfly; Owner: dragonfly_owner
--

COMMENT ON TABLE dragonfly.settings IS 'What dragonfly.install() did once and must not do again, and dragonfly_queue.anon_access as it was last set, by name.';


--
-- Name: assets; Type: TABLE; Schema: enrichment; Owner: dragonfly_owner
--

CREATE TABLE enrichment.assets (
    asset_id uuid DEFAULT gen_random_uuid() NOT NULL,
    entity_id uuid NOT NULL,
    asset_type text,
    meta_json jsonb DEFAULT '{}'::jsonb NOT NULL,
    confidence numeric(5,2) DEFAULT 0,
    source text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT assets_asset_type_check CHECK ((asset_type = ANY (ARRAY['real_property'::text, 'bank_hint'::text, 'employment'::text, 'vehicle'::text, 'license'::text, 'ucc'::text, 'dba'::text])))
);

ALTER TABLE ONLY enrichment.assets FORCE ROW LEVEL SECURITY;


ALTER TABLE enrichment.assets OWNER TO dragonfly_owner;

--
-- Name: TABLE assets; Type: COMMENT; Schema: enrichment; Owner: dragonfly_owner
--

COMMENT ON TABLE enrichment.assets IS 'What an entity may own, as vendors say; one row per type.';


--
-- Name: contacts; Type: TABLE; Schema: enrichment; Owner: dragonfly_owner
--

CREATE TABLE enrichment.contacts (
    contact_id uuid DEFAULT gen_random_uuid() NOT NULL,
    entity_id uuid NOT NULL,
    kind enrichment.contact_kind NOT NULL,
    value text NOT NULL,
    source text,
    validated_bool boolean DEFAULT false,
    score numeric(5,2) DEFAULT 0,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY enrichment.contacts FORCE ROW LEVEL SECURITY;


ALTER TABLE enrichment.contacts OWNER TO dragonfly_owner;

--
-- Name: TABLE contacts; Type: COMMENT; Schema: enrichment; Owner: dragonfly_owner
--

COMMENT ON TABLE enrichment.contacts IS 'How an entity may be reached, as vendors say.';


--
-- Name: cases; Type: TABLE; Schema: judgments; Owner: dragonfly_owner
--

CREATE TABLE judgments.cases (
    case_id uuid DEFAULT gen_random_uuid() NOT NULL,
    id uuid,
    org_id uuid DEFAULT '00000000-0000-0000-0000-000000000000'::uuid NOT NULL,
    source text DEFAULT 'unknown'::text NOT NULL,
    source_system text DEFAULT 'unknown'::text,
    external_id text,
    source_url text,
    state text,
    county text,
    court_name text,
    court text,
    docket_number text,
    index_no text,
    case_number text NOT NULL,
    title text DEFAULT 'Untitled Case'::text NOT NULL,
    case_type text,
    case_status text,
    status text,
    case_url text,
    owner text,
    jurisdiction text,
    assigned_judge text,
    filing_date date,
    judgment_date date,
    principal_amt numeric,
    amount_awarded numeric(14,2),
    currency text DEFAULT 'USD'::text,
    metadata jsonb,
    raw jsonb DEFAULT '{}'::jsonb NOT NULL,
    ingestion_run_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    collectability_score numeric(5,2) DEFAULT 0,
    identity_score numeric(5,2),
    contactability_score numeric(5,2),
    asset_score numeric(5,2),
    recency_amount_score numeric(5,2),
    adverse_penalty numeric(5,2),
    collectability_tier text,
    last_enriched_at timestamp with time zone,
    last_scored_at timestamp with time zone,
    CONSTRAINT cases_amount_awarded_check CHECK ((amount_awarded >= (0)::numeric))
);

ALTER TABLE ONLY judgments.cases FORCE ROW LEVEL SECURITY;


ALTER TABLE judgments.cases OWNER TO dragonfly_owner;

--
-- Name: TABLE cases; Type: COMMENT; Schema: judgments; Owner: dragonfly_owner
--

COMMENT ON TABLE judgments.cases IS 'Court cases as sources report them, with the scores of their enrichment.';


--
-- Name: COLUMN cases.id; Type: COMMENT; Schema: judgments; Owner: dragonfly_owner
--

COMMENT ON COLUMN judgments.cases.id IS 'The same as case_id, for clients that ask for id';


--
-- Name: COLUMN cases.collectability_score; Type: COMMENT; Schema: judgments; Owner: dragonfly_owner
--

COMMENT ON COLUMN judgments.cases.collectability_score IS '0 to 100';


--
-- Name: enrichment_runs; Type: TABLE; Schema: judgments; Owner: dragonfly_owner
--

CREATE TABLE judgments.enrichment_runs (
    id bigint NOT NULL,
    case_id uuid NOT NULL,
    status text NOT NULL,
    summary text,
    raw jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY judgments.enrichment_runs FORCE ROW LEVEL SECURITY;


ALTER TABLE judgments.enrichment_runs OWNER TO dragonfly_owner;

--
-- Name: TABLE enrichment_runs; Type: COMMENT; Schema: judgments; Owner: dragonfly_owner
--

COMMENT ON TABLE judgments.enrichment_runs IS 'What each enrichment of a case came to.';


--
-- Name: enrichment_runs_id_seq; Type: SEQUENCE; Schema: judgments; Owner: dragonfly_owner
--

ALTER TABLE judgments.enrichment_runs ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME judgments.enrichment_runs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: v_collectability_snapshot; Type: VIEW; Schema: judgments; Owner: dragonfly_owner
--

CREATE VIEW judgments.v_collectability_snapshot WITH (security_invoker='true') AS
 SELECT source.case_id,
    source.case_number,
    (
        CASE
            WHEN (abs(round(told.amount, 2)) < ('1000000000000'::bigint)::numeric) THEN told.amount
            ELSE NULL::numeric
        END)::numeric(14,2) AS judgment_amount,
    source.judgment_date,
    told.age_days,
    source.last_enriched_at,
    ( SELECT run.status
           FROM judgments.enrichment_runs run
          WHERE (run.case_id = source.case_id)
          ORDER BY run.created_at DESC, run.id DESC
         LIMIT 1) AS last_enrichment_status,
        CASE
            WHEN ((told.amount >= (3000)::numeric) AND (told.age_days <= 365)) THEN 'A'::text
            WHEN ((told.amount >= (1000)::numeric) AND (told.amount < (3000)::numeric)) THEN 'B'::text
            WHEN ((told.age_days >= 366) AND (told.age_days <= 1095)) THEN 'B'::text
            ELSE 'C'::text
        END AS collectability_tier
   FROM (judgments.cases source
     CROSS JOIN LATERAL ( SELECT NULLIF(COALESCE(source.amount_awarded, source.principal_amt), 'NaN'::numeric) AS amount,
                CASE
                    WHEN isfinite(source.judgment_date) THEN ((timezone('utc'::text, now()))::date - source.judgment_date)
                    ELSE NULL::integer
                END AS age_days) told);


ALTER VIEW judgments.v_collectability_snapshot OWNER TO dragonfly_owner;

--
-- Name: VIEW v_collectability_snapshot; Type: COMMENT; Schema: judgments; Owner: dragonfly_owner
--

COMMENT ON VIEW judgments.v_collectability_snapshot IS 'Tier of each case by amount and age: A, B or C.';


--
-- Name: entities; Type: TABLE; Schema: parties; Owner: dragonfly_owner
--

CREATE TABLE parties.entities (
    entity_id uuid DEFAULT gen_random_uuid() NOT NULL,
    org_id uuid DEFAULT '00000000-0000-0000-0000-000000000000'::uuid NOT NULL,
    case_id uuid NOT NULL,
    role text,
    name_full text,
    first_name text,
    last_name text,
    business_name text,
    ein_or_ssn text,
    address jsonb,
    phones jsonb,
    emails jsonb,
    raw jsonb DEFAULT '{}'::jsonb NOT NULL,
    name_normalized text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT entities_role_check CHECK ((role = ANY (ARRAY['plaintiff'::text, 'defendant'::text, 'garnishee'::text, 'other'::text])))
);

ALTER TABLE ONLY parties.entities FORCE ROW LEVEL SECURITY;


ALTER TABLE parties.entities OWNER TO dragonfly_owner;

--
-- Name: TABLE entities; Type: COMMENT; Schema: parties; Owner: dragonfly_owner
--

COMMENT ON TABLE parties.entities IS 'Parties of a case; one row per case, role and normalised name.';


--
-- Name: COLUMN entities.name_normalized; Type: COMMENT; Schema: parties; Owner: dragonfly_owner
--

COMMENT ON COLUMN parties.entities.name_normalized IS 'a to z and 0 to 9 of the name; hash_ and its md5 where none is left';


--
-- Name: entity_links; Type: TABLE; Schema: parties; Owner: dragonfly_owner
--

CREATE TABLE parties.entity_links (
    entity_id uuid NOT NULL,
    plaintiff_id uuid,
    judgment_id bigint,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT entity_links_one_check CHECK ((num_nonnulls(plaintiff_id, judgment_id) = 1))
);

ALTER TABLE ONLY parties.entity_links FORCE ROW LEVEL SECURITY;


ALTER TABLE parties.entity_links OWNER TO dragonfly_owner;

--
-- Name: TABLE entity_links; Type: COMMENT; Schema: parties; Owner: dragonfly_owner
--

COMMENT ON TABLE parties.entity_links IS 'Which plaintiff or judgment an entity stands for; one row per pair.';


--
-- Name: a_application_queue; Type: TABLE; Schema: pgmq; Owner: postgres
--

CREATE TABLE pgmq.a_application_queue (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);


ALTER TABLE pgmq.a_application_queue OWNER TO postgres;

--
-- Name: a_case_copilot; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_case_copilot (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_case_copilot FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_case_copilot OWNER TO dragonfly_owner;

--
-- Name: a_comms_outbound; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_comms_outbound (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_comms_outbound FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_comms_outbound OWNER TO dragonfly_owner;

--
-- Name: a_content; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_content (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_content FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_content OWNER TO dragonfly_owner;

--
-- Name: a_dead_letter; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_dead_letter (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_dead_letter FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_dead_letter OWNER TO dragonfly_owner;

--
-- Name: a_enforce; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_enforce (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_enforce FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_enforce OWNER TO dragonfly_owner;

--
-- Name: a_enforcement_drafting; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_enforcement_drafting (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_enforcement_drafting FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_enforcement_drafting OWNER TO dragonfly_owner;

--
-- Name: a_enforcement_strategy; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_enforcement_strategy (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_enforcement_strategy FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_enforcement_strategy OWNER TO dragonfly_owner;

--
-- Name: a_enrich; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_enrich (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_enrich FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_enrich OWNER TO dragonfly_owner;

--
-- Name: a_enrich_skiptrace; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_enrich_skiptrace (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_enrich_skiptrace FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_enrich_skiptrace OWNER TO dragonfly_owner;

--
-- Name: a_ingest_raw; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_ingest_raw (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_ingest_raw FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_ingest_raw OWNER TO dragonfly_owner;

--
-- Name: a_mail; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_mail (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_mail FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_mail OWNER TO dragonfly_owner;

--
-- Name: a_monitoring_recheck; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_monitoring_recheck (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_monitoring_recheck FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_monitoring_recheck OWNER TO dragonfly_owner;

--
-- Name: a_outreach; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_outreach (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_outreach FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_outreach OWNER TO dragonfly_owner;

--
-- Name: a_q_comms_outbound; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.a_q_comms_outbound WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    archived_at,
    vt,
    message,
    headers
   FROM pgmq.a_comms_outbound;


ALTER VIEW pgmq.a_q_comms_outbound OWNER TO dragonfly_owner;

--
-- Name: a_q_dead_letter; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.a_q_dead_letter WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    archived_at,
    vt,
    message,
    headers
   FROM pgmq.a_dead_letter;


ALTER VIEW pgmq.a_q_dead_letter OWNER TO dragonfly_owner;

--
-- Name: a_q_enforcement_drafting; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.a_q_enforcement_drafting WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    archived_at,
    vt,
    message,
    headers
   FROM pgmq.a_enforcement_drafting;


ALTER VIEW pgmq.a_q_enforcement_drafting OWNER TO dragonfly_owner;

--
-- Name: a_q_enforcement_strategy; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.a_q_enforcement_strategy WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    archived_at,
    vt,
    message,
    headers
   FROM pgmq.a_enforcement_strategy;


ALTER VIEW pgmq.a_q_enforcement_strategy OWNER TO dragonfly_owner;

--
-- Name: a_q_enrich_skiptrace; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.a_q_enrich_skiptrace WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    archived_at,
    vt,
    message,
    headers
   FROM pgmq.a_enrich_skiptrace;


ALTER VIEW pgmq.a_q_enrich_skiptrace OWNER TO dragonfly_owner;

--
-- Name: a_q_ingest_raw; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.a_q_ingest_raw WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    archived_at,
    vt,
    message,
    headers
   FROM pgmq.a_ingest_raw;


ALTER VIEW pgmq.a_q_ingest_raw OWNER TO dragonfly_owner;

--
-- Name: a_q_mail; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.a_q_mail WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    archived_at,
    vt,
    message,
    headers
   FROM pgmq.a_mail;


ALTER VIEW pgmq.a_q_mail OWNER TO dragonfly_owner;

--
-- Name: a_q_monitoring_recheck; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.a_q_monitoring_recheck WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    archived_at,
    vt,
    message,
    headers
   FROM pgmq.a_monitoring_recheck;


ALTER VIEW pgmq.a_q_monitoring_recheck OWNER TO dragonfly_owner;

--
-- Name: a_score_collectability; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_score_collectability (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_score_collectability FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_score_collectability OWNER TO dragonfly_owner;

--
-- Name: a_q_score_collectability; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.a_q_score_collectability WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    archived_at,
    vt,
    message,
    headers
   FROM pgmq.a_score_collectability;


ALTER VIEW pgmq.a_q_score_collectability OWNER TO dragonfly_owner;

--
-- Name: a_simplicity_ingest; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_simplicity_ingest (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_simplicity_ingest FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_simplicity_ingest OWNER TO dragonfly_owner;

--
-- Name: a_q_simplicity_ingest; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.a_q_simplicity_ingest WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    archived_at,
    vt,
    message,
    headers
   FROM pgmq.a_simplicity_ingest;


ALTER VIEW pgmq.a_q_simplicity_ingest OWNER TO dragonfly_owner;

--
-- Name: a_schema; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_schema (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_schema FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_schema OWNER TO dragonfly_owner;

--
-- Name: a_tsv; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.a_tsv (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    archived_at timestamp with time zone DEFAULT now() NOT NULL,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.a_tsv FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.a_tsv OWNER TO dragonfly_owner;

--
-- Name: q_application_queue; Type: TABLE; Schema: pgmq; Owner: postgres
--

CREATE TABLE pgmq.q_application_queue (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);


ALTER TABLE pgmq.q_application_queue OWNER TO postgres;

--
-- Name: q_application_queue_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: postgres
--

ALTER TABLE pgmq.q_application_queue ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_application_queue_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_case_copilot; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_case_copilot (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_case_copilot FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_case_copilot OWNER TO dragonfly_owner;

--
-- Name: q_case_copilot_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_case_copilot ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_case_copilot_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_comms_outbound; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_comms_outbound (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_comms_outbound FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_comms_outbound OWNER TO dragonfly_owner;

--
-- Name: q_comms_outbound_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_comms_outbound ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_comms_outbound_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_content; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_content (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_content FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_content OWNER TO dragonfly_owner;

--
-- Name: q_content_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_content ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_content_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_dead_letter; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_dead_letter (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_dead_letter FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_dead_letter OWNER TO dragonfly_owner;

--
-- Name: q_dead_letter_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_dead_letter ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_dead_letter_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_enforce; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_enforce (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_enforce FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_enforce OWNER TO dragonfly_owner;

--
-- Name: q_enforce_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_enforce ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_enforce_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_enforcement_drafting; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_enforcement_drafting (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_enforcement_drafting FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_enforcement_drafting OWNER TO dragonfly_owner;

--
-- Name: q_enforcement_drafting_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_enforcement_drafting ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_enforcement_drafting_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_enforcement_strategy; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_enforcement_strategy (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_enforcement_strategy FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_enforcement_strategy OWNER TO dragonfly_owner;

--
-- Name: q_enforcement_strategy_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_enforcement_strategy ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_enforcement_strategy_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_enrich_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_enrich ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_enrich_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_enrich_skiptrace; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_enrich_skiptrace (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_enrich_skiptrace FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_enrich_skiptrace OWNER TO dragonfly_owner;

--
-- Name: q_enrich_skiptrace_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_enrich_skiptrace ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_enrich_skiptrace_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_ingest_raw; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_ingest_raw (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_ingest_raw FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_ingest_raw OWNER TO dragonfly_owner;

--
-- Name: q_ingest_raw_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_ingest_raw ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_ingest_raw_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_mail; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_mail (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_mail FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_mail OWNER TO dragonfly_owner;

--
-- Name: q_mail_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_mail ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_mail_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_monitoring_recheck; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_monitoring_recheck (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_monitoring_recheck FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_monitoring_recheck OWNER TO dragonfly_owner;

--
-- Name: q_monitoring_recheck_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_monitoring_recheck ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_monitoring_recheck_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_outreach; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_outreach (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_outreach FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_outreach OWNER TO dragonfly_owner;

--
-- Name: q_outreach_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_outreach ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_outreach_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_q_comms_outbound; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_comms_outbound WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    vt,
    message,
    headers
   FROM pgmq.q_comms_outbound;


ALTER VIEW pgmq.q_q_comms_outbound OWNER TO dragonfly_owner;

--
-- Name: q_q_comms_outbound_msg_id_seq; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_comms_outbound_msg_id_seq WITH (security_invoker='true') AS
 SELECT last_value,
    is_called
   FROM pgmq.q_comms_outbound_msg_id_seq;


ALTER VIEW pgmq.q_q_comms_outbound_msg_id_seq OWNER TO dragonfly_owner;

--
-- Name: q_q_dead_letter; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_dead_letter WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    vt,
    message,
    headers
   FROM pgmq.q_dead_letter;


ALTER VIEW pgmq.q_q_dead_letter OWNER TO dragonfly_owner;

--
-- Name: q_q_dead_letter_msg_id_seq; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_dead_letter_msg_id_seq WITH (security_invoker='true') AS
 SELECT last_value,
    is_called
   FROM pgmq.q_dead_letter_msg_id_seq;


ALTER VIEW pgmq.q_q_dead_letter_msg_id_seq OWNER TO dragonfly_owner;

--
-- Name: q_q_enforcement_drafting; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_enforcement_drafting WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    vt,
    message,
    headers
   FROM pgmq.q_enforcement_drafting;


ALTER VIEW pgmq.q_q_enforcement_drafting OWNER TO dragonfly_owner;

--
-- Name: q_q_enforcement_drafting_msg_id_seq; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_enforcement_drafting_msg_id_seq WITH (security_invoker='true') AS
 SELECT last_value,
    is_called
   FROM pgmq.q_enforcement_drafting_msg_id_seq;


ALTER VIEW pgmq.q_q_enforcement_drafting_msg_id_seq OWNER TO dragonfly_owner;

--
-- Name: q_q_enforcement_strategy; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_enforcement_strategy WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    vt,
    message,
    headers
   FROM pgmq.q_enforcement_strategy;


ALTER VIEW pgmq.q_q_enforcement_strategy OWNER TO dragonfly_owner;

--
-- Name: q_q_enforcement_strategy_msg_id_seq; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_enforcement_strategy_msg_id_seq WITH (security_invoker='true') AS
 SELECT last_value,
    is_called
   FROM pgmq.q_enforcement_strategy_msg_id_seq;


ALTER VIEW pgmq.q_q_enforcement_strategy_msg_id_seq OWNER TO dragonfly_owner;

--
-- Name: q_q_enrich_skiptrace; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_enrich_skiptrace WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    vt,
    message,
    headers
   FROM pgmq.q_enrich_skiptrace;


ALTER VIEW pgmq.q_q_enrich_skiptrace OWNER TO dragonfly_owner;

--
-- Name: q_q_enrich_skiptrace_msg_id_seq; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_enrich_skiptrace_msg_id_seq WITH (security_invoker='true') AS
 SELECT last_value,
    is_called
   FROM pgmq.q_enrich_skiptrace_msg_id_seq;


ALTER VIEW pgmq.q_q_enrich_skiptrace_msg_id_seq OWNER TO dragonfly_owner;

--
-- Name: q_q_ingest_raw; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_ingest_raw WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    vt,
    message,
    headers
   FROM pgmq.q_ingest_raw;


ALTER VIEW pgmq.q_q_ingest_raw OWNER TO dragonfly_owner;

--
-- Name: q_q_ingest_raw_msg_id_seq; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_ingest_raw_msg_id_seq WITH (security_invoker='true') AS
 SELECT last_value,
    is_called
   FROM pgmq.q_ingest_raw_msg_id_seq;


ALTER VIEW pgmq.q_q_ingest_raw_msg_id_seq OWNER TO dragonfly_owner;

--
-- Name: q_q_mail; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_mail WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    vt,
    message,
    headers
   FROM pgmq.q_mail;


ALTER VIEW pgmq.q_q_mail OWNER TO dragonfly_owner;

--
-- Name: q_q_mail_msg_id_seq; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_mail_msg_id_seq WITH (security_invoker='true') AS
 SELECT last_value,
    is_called
   FROM pgmq.q_mail_msg_id_seq;


ALTER VIEW pgmq.q_q_mail_msg_id_seq OWNER TO dragonfly_owner;

--
-- Name: q_q_monitoring_recheck; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_monitoring_recheck WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    vt,
    message,
    headers
   FROM pgmq.q_monitoring_recheck;


ALTER VIEW pgmq.q_q_monitoring_recheck OWNER TO dragonfly_owner;

--
-- Name: q_q_monitoring_recheck_msg_id_seq; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_monitoring_recheck_msg_id_seq WITH (security_invoker='true') AS
 SELECT last_value,
    is_called
   FROM pgmq.q_monitoring_recheck_msg_id_seq;


ALTER VIEW pgmq.q_q_monitoring_recheck_msg_id_seq OWNER TO dragonfly_owner;

--
-- Name: q_score_collectability; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_score_collectability (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_score_collectability FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_score_collectability OWNER TO dragonfly_owner;

--
-- Name: q_q_score_collectability; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_score_collectability WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    vt,
    message,
    headers
   FROM pgmq.q_score_collectability;


ALTER VIEW pgmq.q_q_score_collectability OWNER TO dragonfly_owner;

--
-- Name: q_score_collectability_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_score_collectability ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_score_collectability_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_q_score_collectability_msg_id_seq; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_score_collectability_msg_id_seq WITH (security_invoker='true') AS
 SELECT last_value,
    is_called
   FROM pgmq.q_score_collectability_msg_id_seq;


ALTER VIEW pgmq.q_q_score_collectability_msg_id_seq OWNER TO dragonfly_owner;

--
-- Name: q_simplicity_ingest; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_simplicity_ingest (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_simplicity_ingest FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_simplicity_ingest OWNER TO dragonfly_owner;

--
-- Name: q_q_simplicity_ingest; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_simplicity_ingest WITH (security_invoker='true') AS
 SELECT msg_id,
    read_ct,
    enqueued_at,
    last_read_at,
    vt,
    message,
    headers
   FROM pgmq.q_simplicity_ingest;


ALTER VIEW pgmq.q_q_simplicity_ingest OWNER TO dragonfly_owner;

--
-- Name: q_simplicity_ingest_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_simplicity_ingest ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_simplicity_ingest_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_q_simplicity_ingest_msg_id_seq; Type: VIEW; Schema: pgmq; Owner: dragonfly_owner
--

CREATE VIEW pgmq.q_q_simplicity_ingest_msg_id_seq WITH (security_invoker='true') AS
 SELECT last_value,
    is_called
   FROM pgmq.q_simplicity_ingest_msg_id_seq;


ALTER VIEW pgmq.q_q_simplicity_ingest_msg_id_seq OWNER TO dragonfly_owner;

--
-- Name: q_schema; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_schema (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_schema FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_schema OWNER TO dragonfly_owner;

--
-- Name: q_schema_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_schema ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_schema_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: q_tsv; Type: TABLE; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TABLE pgmq.q_tsv (
    msg_id bigint NOT NULL,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    last_read_at timestamp with time zone,
    vt timestamp with time zone NOT NULL,
    message jsonb,
    headers jsonb
);

ALTER TABLE ONLY pgmq.q_tsv FORCE ROW LEVEL SECURITY;


ALTER TABLE pgmq.q_tsv OWNER TO dragonfly_owner;

--
-- Name: q_tsv_msg_id_seq; Type: SEQUENCE; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_tsv ALTER COLUMN msg_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pgmq.q_tsv_msg_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: case_copilot_logs; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.case_copilot_logs (
    id bigint NOT NULL,
    case_id uuid NOT NULL,
    model text NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.case_copilot_logs FORCE ROW LEVEL SECURITY;


ALTER TABLE public.case_copilot_logs OWNER TO dragonfly_owner;

--
-- Name: TABLE case_copilot_logs; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.case_copilot_logs IS 'What the Case Copilot said of a case; for service_role only.';


--
-- Name: case_copilot_logs_id_seq; Type: SEQUENCE; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.case_copilot_logs ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.case_copilot_logs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: content_assets; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.content_assets (
    id bigint NOT NULL,
    job_id uuid,
    asset_type text NOT NULL,
    storage_path text,
    external_url text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.content_assets FORCE ROW LEVEL SECURITY;


ALTER TABLE public.content_assets OWNER TO dragonfly_owner;

--
-- Name: TABLE content_assets; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.content_assets IS 'Files that belong to a job.';


--
-- Name: content_assets_id_seq; Type: SEQUENCE; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.content_assets ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.content_assets_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: content_dead_letters; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.content_dead_letters (
    id bigint NOT NULL,
    queue_name text NOT NULL,
    msg_id bigint,
    job_id uuid,
    stage text,
    payload jsonb NOT NULL,
    failure_reason text,
    error_details jsonb,
    attempt_count integer DEFAULT 0 NOT NULL,
    routed_at timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    resolved_at timestamp with time zone,
    resolution_notes text
);

ALTER TABLE ONLY public.content_dead_letters FORCE ROW LEVEL SECURITY;


ALTER TABLE public.content_dead_letters OWNER TO dragonfly_owner;

--
-- Name: TABLE content_dead_letters; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.content_dead_letters IS 'Messages that nobody will work on again, with the reason; they outlive their job.';


--
-- Name: COLUMN content_dead_letters.resolved_at; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.content_dead_letters.resolved_at IS 'When it was replayed; NULL while it waits for an operator';


--
-- Name: content_dead_letters_id_seq; Type: SEQUENCE; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.content_dead_letters ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.content_dead_letters_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: content_job_events; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.content_job_events (
    id bigint NOT NULL,
    job_id uuid,
    stage text,
    status text,
    message text,
    metadata jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT content_job_events_metadata_numbers_check CHECK ((NOT jsonb_path_exists(metadata, 'strict $.**?(@.type() == "number" && ((@ >= 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 || @ <= -10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000) || (@ != 0 && @ > -0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001) && @ < 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001))'::jsonpath)))
);

ALTER TABLE ONLY public.content_job_events FORCE ROW LEVEL SECURITY;


ALTER TABLE public.content_job_events OWNER TO dragonfly_owner;

--
-- Name: TABLE content_job_events; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.content_job_events IS 'What happened, newest last: queued, processing, completed, requeued, dead_letter, error, dispatched, cancelled.';


--
-- Name: content_job_events_id_seq; Type: SEQUENCE; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.content_job_events ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.content_job_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: content_job_metrics; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.content_job_metrics (
    id bigint NOT NULL,
    job_id uuid,
    stage text NOT NULL,
    metric_type text NOT NULL,
    metric_value numeric NOT NULL,
    message_id bigint,
    attempt_count integer,
    priority integer,
    metadata jsonb DEFAULT '{}'::jsonb,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.content_job_metrics FORCE ROW LEVEL SECURITY;


ALTER TABLE public.content_job_metrics OWNER TO dragonfly_owner;

--
-- Name: TABLE content_job_metrics; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.content_job_metrics IS 'Figures that workers report, see record_job_metric.';


--
-- Name: content_job_metrics_id_seq; Type: SEQUENCE; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.content_job_metrics ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.content_job_metrics_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: content_job_stages; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.content_job_stages (
    job_id uuid NOT NULL,
    stage text NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    queue text,
    msg_id bigint,
    attempt_count integer DEFAULT 0 NOT NULL,
    max_attempts integer DEFAULT 5 NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    last_error jsonb,
    priority integer DEFAULT 0 NOT NULL,
    retry_delay_seconds integer DEFAULT 60 NOT NULL,
    visibility_timeout_seconds integer DEFAULT 600 NOT NULL,
    available_at timestamp with time zone DEFAULT now() NOT NULL,
    last_queued_at timestamp with time zone,
    last_dequeued_at timestamp with time zone,
    next_retry_at timestamp with time zone,
    dead_lettered_at timestamp with time zone,
    dead_letter_reason text,
    CONSTRAINT content_job_stages_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'queued'::text, 'processing'::text, 'completed'::text, 'error'::text, 'failed'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.content_job_stages FORCE ROW LEVEL SECURITY;


ALTER TABLE public.content_job_stages OWNER TO dragonfly_owner;

--
-- Name: TABLE content_job_stages; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.content_job_stages IS 'How far a job is in each of its stages; queue and msg_id name the message that stands for the row.';


--
-- Name: COLUMN content_job_stages.status; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.content_job_stages.status IS 'pending, queued, processing, completed, error, failed, cancelled';


--
-- Name: COLUMN content_job_stages.msg_id; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.content_job_stages.msg_id IS 'A worker that holds another message has lost the stage';


--
-- Name: COLUMN content_job_stages.available_at; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.content_job_stages.available_at IS 'Not before this time';


--
-- Name: content_jobs; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.content_jobs (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    job_type text NOT NULL,
    requester_email text,
    status text DEFAULT 'queued'::text NOT NULL,
    stage text DEFAULT 'intake'::text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    result jsonb,
    error jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    max_attempts integer DEFAULT 5 NOT NULL,
    attempt_count integer DEFAULT 0 NOT NULL,
    retry_delay_seconds integer DEFAULT 60 NOT NULL,
    first_queued_at timestamp with time zone,
    last_queued_at timestamp with time zone,
    last_dequeued_at timestamp with time zone,
    last_completed_at timestamp with time zone,
    last_failed_at timestamp with time zone,
    last_dead_letter_at timestamp with time zone,
    CONSTRAINT content_jobs_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'processing'::text, 'completed'::text, 'error'::text, 'failed'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.content_jobs FORCE ROW LEVEL SECURITY;


ALTER TABLE public.content_jobs OWNER TO dragonfly_owner;

--
-- Name: TABLE content_jobs; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.content_jobs IS 'Content that is being made, one row per job.';


--
-- Name: COLUMN content_jobs.status; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.content_jobs.status IS 'queued, processing, completed, error, failed, cancelled';


--
-- Name: COLUMN content_jobs.stage; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.content_jobs.stage IS 'The stage that was queued or started last';


--
-- Name: content_payloads; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.content_payloads (
    job_id uuid NOT NULL,
    stage text NOT NULL,
    data jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT content_payloads_data_numbers_check CHECK ((NOT jsonb_path_exists(data, 'strict $.**?(@.type() == "number" && ((@ >= 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 || @ <= -10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000) || (@ != 0 && @ > -0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001) && @ < 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001))'::jsonpath)))
);

ALTER TABLE ONLY public.content_payloads FORCE ROW LEVEL SECURITY;


ALTER TABLE public.content_payloads OWNER TO dragonfly_owner;

--
-- Name: TABLE content_payloads; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.content_payloads IS 'What each stage of a job brought forth.';


--
-- Name: content_stage_config; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.content_stage_config (
    stage text NOT NULL,
    queue text DEFAULT 'content'::text NOT NULL,
    worker_endpoint text NOT NULL,
    max_concurrency integer DEFAULT 1 NOT NULL,
    trigger_batch_size integer DEFAULT 1 NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    last_updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT content_stage_config_max_concurrency_check CHECK ((max_concurrency >= 0)),
    CONSTRAINT content_stage_config_trigger_batch_size_check CHECK ((trigger_batch_size >= 1))
);

ALTER TABLE ONLY public.content_stage_config FORCE ROW LEVEL SECURITY;


ALTER TABLE public.content_stage_config OWNER TO dragonfly_owner;

--
-- Name: TABLE content_stage_config; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.content_stage_config IS 'What the dispatcher may start, one row per stage; edited by operators, never overwritten.';


--
-- Name: COLUMN content_stage_config.worker_endpoint; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.content_stage_config.worker_endpoint IS 'Where a worker of the stage is started: an http or https address that takes a POST of {stage, queue, source}';


--
-- Name: COLUMN content_stage_config.max_concurrency; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.content_stage_config.max_concurrency IS 'Workers in flight at the most; 0 pauses';


--
-- Name: COLUMN content_stage_config.trigger_batch_size; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.content_stage_config.trigger_batch_size IS 'Workers started per cycle at the most; below max_concurrency, free slots are filled over several cycles';


--
-- Name: enforcement_actions; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.enforcement_actions (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    enforcement_case_id uuid NOT NULL,
    action_type text NOT NULL,
    status text NOT NULL,
    status_reason text,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_at timestamp with time zone,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_by text NOT NULL,
    updated_by text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT enforcement_actions_action_type_check CHECK ((action_type = ANY (ARRAY['bank_levy'::text, 'garnishment'::text, 'subpoena'::text, 'marshal'::text]))),
    CONSTRAINT enforcement_actions_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'pending'::text, 'served'::text, 'completed'::text, 'failed'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.enforcement_actions FORCE ROW LEVEL SECURITY;


ALTER TABLE public.enforcement_actions OWNER TO dragonfly_owner;

--
-- Name: TABLE enforcement_actions; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.enforcement_actions IS 'Levies, garnishments, subpoenas and marshals; at most one active of a type per case.';


--
-- Name: enforcement_cases; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.enforcement_cases (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    judgment_id bigint NOT NULL,
    case_number text,
    plaintiff_id uuid,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    current_stage text,
    status text DEFAULT 'open'::text NOT NULL,
    assigned_to text,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    tier text,
    tier_reason text,
    tier_as_of timestamp with time zone,
    tier_override text,
    override_expires_at timestamp with time zone,
    override_note text,
    collectability_score numeric(5,2),
    asset_flags jsonb,
    levy_status text,
    garnishment_status text,
    marshal_status text,
    next_action_at timestamp with time zone,
    closed_at timestamp with time zone,
    closure_reason text,
    current_balance numeric(14,2),
    stage_entered_at timestamp with time zone DEFAULT now(),
    stage_floor integer DEFAULT 0 NOT NULL,
    CONSTRAINT enforcement_cases_collectability_score_check CHECK (((collectability_score >= (0)::numeric) AND (collectability_score <= (100)::numeric))),
    CONSTRAINT enforcement_cases_tier_check CHECK ((tier = ANY (ARRAY['tier0'::text, 'tier1'::text, 'tier2'::text, 'tier3'::text]))),
    CONSTRAINT enforcement_cases_tier_override_check CHECK ((tier_override = ANY (ARRAY['tier0'::text, 'tier1'::text, 'tier2'::text, 'tier3'::text])))
);

ALTER TABLE ONLY public.enforcement_cases FORCE ROW LEVEL SECURITY;


ALTER TABLE public.enforcement_cases OWNER TO dragonfly_owner;

--
-- Name: TABLE enforcement_cases; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.enforcement_cases IS 'Cases; one is open when closed_at is null and status <> ''closed'', at most one per judgment.';


--
-- Name: COLUMN enforcement_cases.tier; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_cases.tier IS 'Current tier, tier0 to tier3';


--
-- Name: COLUMN enforcement_cases.tier_reason; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_cases.tier_reason IS 'Why: override, score 82.00 >= 80, balance 52000.00 >= 50000, or default';


--
-- Name: COLUMN enforcement_cases.tier_as_of; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_cases.tier_as_of IS 'When tier or reason last changed';


--
-- Name: COLUMN enforcement_cases.tier_override; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_cases.tier_override IS 'Tier set by hand';


--
-- Name: COLUMN enforcement_cases.override_expires_at; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_cases.override_expires_at IS 'When the override ends; null is never';


--
-- Name: COLUMN enforcement_cases.collectability_score; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_cases.collectability_score IS '0 to 100';


--
-- Name: COLUMN enforcement_cases.levy_status; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_cases.levy_status IS 'filed, served or released, by the last event';


--
-- Name: COLUMN enforcement_cases.garnishment_status; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_cases.garnishment_status IS 'order_signed, served or remitting, by the last event';


--
-- Name: COLUMN enforcement_cases.marshal_status; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_cases.marshal_status IS 'assigned, attempted or completed, by the last event';


--
-- Name: COLUMN enforcement_cases.next_action_at; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_cases.next_action_at IS 'When the case should come up again; in the past means that its SLA is breached';


--
-- Name: COLUMN enforcement_cases.closure_reason; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_cases.closure_reason IS 'satisfied, uncollectible or withdrawn';


--
-- Name: COLUMN enforcement_cases.current_balance; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_cases.current_balance IS 'What is still owed; written together with judgments.balance_due';


--
-- Name: COLUMN enforcement_cases.stage_entered_at; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_cases.stage_entered_at IS 'When the stage was entered; null of cases that were there before';


--
-- Name: COLUMN enforcement_cases.stage_floor; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_cases.stage_floor IS 'The highest ordinal reached; stages below it need override';


--
-- Name: enforcement_documents; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.enforcement_documents (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    enforcement_case_id uuid NOT NULL,
    event_id uuid,
    doc_kind text NOT NULL,
    storage_path text NOT NULL,
    uploaded_by text NOT NULL,
    uploaded_at timestamp with time zone DEFAULT now() NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL
);

ALTER TABLE ONLY public.enforcement_documents FORCE ROW LEVEL SECURITY;


ALTER TABLE public.enforcement_documents OWNER TO dragonfly_owner;

--
-- Name: TABLE enforcement_documents; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.enforcement_documents IS 'Filings and evidence of a case.';


--
-- Name: enforcement_events; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.enforcement_events (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    case_id uuid NOT NULL,
    event_type text NOT NULL,
    event_date timestamp with time zone DEFAULT now() NOT NULL,
    notes text,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    event_kind public.enforcement_event_kind,
    document_path text,
    related_task_id uuid,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    idempotency_key text,
    CONSTRAINT enforcement_events_metadata_numbers_check CHECK ((NOT jsonb_path_exists(metadata, 'strict $.**?(@.type() == "number" && ((@ >= 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 || @ <= -10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000) || (@ != 0 && @ > -0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001) && @ < 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001))'::jsonpath))),
    CONSTRAINT enforcement_events_payload_numbers_check CHECK ((NOT jsonb_path_exists(payload, 'strict $.**?(@.type() == "number" && ((@ >= 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 || @ <= -10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000) || (@ != 0 && @ > -0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001) && @ < 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001))'::jsonpath)))
);

ALTER TABLE ONLY public.enforcement_events FORCE ROW LEVEL SECURITY;


ALTER TABLE public.enforcement_events OWNER TO dragonfly_owner;

--
-- Name: TABLE enforcement_events; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.enforcement_events IS 'What happened to a case. event_kind is set by the RPCs; older clients write event_type only.';


--
-- Name: COLUMN enforcement_events.idempotency_key; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_events.idempotency_key IS 'Key of a payment; the same key again is the same payment';


--
-- Name: enforcement_history; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.enforcement_history (
    id bigint NOT NULL,
    judgment_id bigint NOT NULL,
    stage text NOT NULL,
    note text,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_by text,
    enforcement_case_id uuid,
    actor_type text,
    delta jsonb,
    CONSTRAINT enforcement_history_actor_type_check CHECK ((actor_type = ANY (ARRAY['user'::text, 'automation'::text, 'rpc'::text])))
);

ALTER TABLE ONLY public.enforcement_history FORCE ROW LEVEL SECURITY;


ALTER TABLE public.enforcement_history OWNER TO dragonfly_owner;

--
-- Name: TABLE enforcement_history; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.enforcement_history IS 'What changed on a case or a judgment''s stage, one row per call.';


--
-- Name: COLUMN enforcement_history.delta; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_history.delta IS '{column: {from, to}}, times in UTC';


--
-- Name: enforcement_history_id_seq; Type: SEQUENCE; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.enforcement_history ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enforcement_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: enforcement_stage_lookup; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.enforcement_stage_lookup (
    stage text NOT NULL,
    ordinal integer,
    description text,
    sla interval,
    judgment_stage text
);

ALTER TABLE ONLY public.enforcement_stage_lookup FORCE ROW LEVEL SECURITY;


ALTER TABLE public.enforcement_stage_lookup OWNER TO dragonfly_owner;

--
-- Name: TABLE enforcement_stage_lookup; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.enforcement_stage_lookup IS 'Stages a case can be in. Rows are data: install() adds what is missing and overwrites none.';


--
-- Name: COLUMN enforcement_stage_lookup.ordinal; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_stage_lookup.ordinal IS 'A case moves to the same or a higher ordinal; null is exempt from ordering';


--
-- Name: COLUMN enforcement_stage_lookup.sla; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_stage_lookup.sla IS 'How long a case may stay in the stage; next_action_at is set to now() plus this';


--
-- Name: COLUMN enforcement_stage_lookup.judgment_stage; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.enforcement_stage_lookup.judgment_stage IS 'What the judgment''s enforcement_stage becomes with this stage; null leaves it';


--
-- Name: enforcement_tier_lookup; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.enforcement_tier_lookup (
    tier text NOT NULL,
    min_score numeric,
    max_score numeric,
    min_balance numeric,
    label text
);

ALTER TABLE ONLY public.enforcement_tier_lookup FORCE ROW LEVEL SECURITY;


ALTER TABLE public.enforcement_tier_lookup OWNER TO dragonfly_owner;

--
-- Name: TABLE enforcement_tier_lookup; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.enforcement_tier_lookup IS 'Tiers: the highest whose min_score or min_balance is reached. max_score is information only.';


--
-- Name: import_runs; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.import_runs (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    import_kind text NOT NULL,
    source_system text NOT NULL,
    source text,
    source_reference text,
    file_name text,
    storage_path text,
    status text DEFAULT 'pending'::text NOT NULL,
    total_rows integer DEFAULT 0 NOT NULL,
    inserted_rows integer DEFAULT 0 NOT NULL,
    skipped_rows integer DEFAULT 0 NOT NULL,
    error_rows integer DEFAULT 0 NOT NULL,
    row_count integer DEFAULT 0 NOT NULL,
    insert_count integer DEFAULT 0 NOT NULL,
    update_count integer DEFAULT 0 NOT NULL,
    error_count integer DEFAULT 0 NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    created_by text,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.import_runs FORCE ROW LEVEL SECURITY;


ALTER TABLE public.import_runs OWNER TO dragonfly_owner;

--
-- Name: TABLE import_runs; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.import_runs IS 'Imported files and what became of their rows.';


--
-- Name: COLUMN import_runs.status; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.import_runs.status IS 'pending, then completed, or failed when no row could be used';


--
-- Name: job_artifacts; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.job_artifacts (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    run_id uuid NOT NULL,
    artifact_type text NOT NULL,
    data jsonb,
    created_at timestamp without time zone DEFAULT (now() AT TIME ZONE 'utc'::text),
    CONSTRAINT job_artifacts_data_numbers_check CHECK ((NOT jsonb_path_exists(data, 'strict $.**?(@.type() == "number" && ((@ >= 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 || @ <= -10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000) || (@ != 0 && @ > -0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001) && @ < 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001))'::jsonpath)))
);

ALTER TABLE ONLY public.job_artifacts FORCE ROW LEVEL SECURITY;


ALTER TABLE public.job_artifacts OWNER TO dragonfly_owner;

--
-- Name: TABLE job_artifacts; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.job_artifacts IS 'What a run made: result, report and others.';


--
-- Name: job_runs; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.job_runs (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    job_id uuid NOT NULL,
    attempt_no integer DEFAULT 1 NOT NULL,
    status character varying(50) DEFAULT 'pending'::character varying NOT NULL,
    progress jsonb DEFAULT '{}'::jsonb,
    error text,
    created_at timestamp without time zone DEFAULT (now() AT TIME ZONE 'utc'::text),
    started_at timestamp without time zone,
    completed_at timestamp without time zone,
    CONSTRAINT job_runs_progress_numbers_check CHECK ((NOT jsonb_path_exists(progress, 'strict $.**?(@.type() == "number" && ((@ >= 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 || @ <= -10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000) || (@ != 0 && @ > -0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001) && @ < 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001))'::jsonpath)))
);

ALTER TABLE ONLY public.job_runs FORCE ROW LEVEL SECURITY;


ALTER TABLE public.job_runs OWNER TO dragonfly_owner;

--
-- Name: TABLE job_runs; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.job_runs IS 'Attempts at a job; none means that it waits. Times are UTC.';


--
-- Name: COLUMN job_runs.status; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.job_runs.status IS 'pending, in_progress, completed or failed';


--
-- Name: COLUMN job_runs.error; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.job_runs.error IS 'Why it failed; also lease expired and cancelled';


--
-- Name: job_types; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.job_types (
    type character varying(100) NOT NULL,
    description text
);

ALTER TABLE ONLY public.job_types FORCE ROW LEVEL SECURITY;


ALTER TABLE public.job_types OWNER TO dragonfly_owner;

--
-- Name: TABLE job_types; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.job_types IS 'What a job may be. Rows are data: add a type by adding a row.';


--
-- Name: jobs; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.jobs (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    type character varying(100) NOT NULL,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    company_id character varying(255),
    user_id character varying(255),
    created_at timestamp without time zone DEFAULT (now() AT TIME ZONE 'utc'::text),
    CONSTRAINT jobs_payload_numbers_check CHECK ((NOT jsonb_path_exists(payload, 'strict $.**?(@.type() == "number" && ((@ >= 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 || @ <= -10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000) || (@ != 0 && @ > -0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001) && @ < 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001))'::jsonpath)))
);

ALTER TABLE ONLY public.jobs FORCE ROW LEVEL SECURITY;


ALTER TABLE public.jobs OWNER TO dragonfly_owner;

--
-- Name: TABLE jobs; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.jobs IS 'Jobs as applications ask for them; times are UTC.';


--
-- Name: COLUMN jobs.type; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.jobs.type IS 'A row of public.job_types';


--
-- Name: COLUMN jobs.payload; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.jobs.payload IS 'An object with package_id';


--
-- Name: COLUMN jobs.user_id; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.jobs.user_id IS 'The sub of the JWT of a user who asked for it';


--
-- Name: judgments_id_seq; Type: SEQUENCE; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.judgments ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.judgments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: plaintiff_call_attempts; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.plaintiff_call_attempts (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    plaintiff_id uuid NOT NULL,
    task_id uuid,
    outcome text NOT NULL,
    interest_level text,
    notes text,
    next_follow_up_at timestamp with time zone,
    attempted_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by text DEFAULT 'log_call_outcome'::text NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    assignee text,
    call_outcome text GENERATED ALWAYS AS (outcome) STORED,
    called_at timestamp with time zone GENERATED ALWAYS AS (attempted_at) STORED
);

ALTER TABLE ONLY public.plaintiff_call_attempts FORCE ROW LEVEL SECURITY;


ALTER TABLE public.plaintiff_call_attempts OWNER TO dragonfly_owner;

--
-- Name: TABLE plaintiff_call_attempts; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.plaintiff_call_attempts IS 'Every call with what came of it, as log_call_outcome was told.';


--
-- Name: COLUMN plaintiff_call_attempts.outcome; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.plaintiff_call_attempts.outcome IS 'As the caller spelt it';


--
-- Name: plaintiff_contacts; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.plaintiff_contacts (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    plaintiff_id uuid NOT NULL,
    name text DEFAULT 'Primary Contact'::text NOT NULL,
    email text,
    phone text,
    role text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    kind text,
    value text
);

ALTER TABLE ONLY public.plaintiff_contacts FORCE ROW LEVEL SECURITY;


ALTER TABLE public.plaintiff_contacts OWNER TO dragonfly_owner;

--
-- Name: TABLE plaintiff_contacts; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.plaintiff_contacts IS 'How a plaintiff can be reached; kind and value once per plaintiff.';


--
-- Name: plaintiff_status_history; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.plaintiff_status_history (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    plaintiff_id uuid NOT NULL,
    status text NOT NULL,
    note text,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_by text,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.plaintiff_status_history FORCE ROW LEVEL SECURITY;


ALTER TABLE public.plaintiff_status_history OWNER TO dragonfly_owner;

--
-- Name: TABLE plaintiff_status_history; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.plaintiff_status_history IS 'What calls and imports made of a plaintiff, newest last.';


--
-- Name: plaintiff_tasks; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.plaintiff_tasks (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    plaintiff_id uuid NOT NULL,
    kind text NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    due_at timestamp with time zone,
    completed_at timestamp with time zone,
    closed_at timestamp with time zone,
    note text,
    result text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by text,
    assignee text DEFAULT 'unassigned'::text,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    case_id uuid,
    severity public.enforcement_task_severity DEFAULT 'medium'::public.enforcement_task_severity NOT NULL,
    task_code text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.plaintiff_tasks FORCE ROW LEVEL SECURITY;


ALTER TABLE public.plaintiff_tasks OWNER TO dragonfly_owner;

--
-- Name: TABLE plaintiff_tasks; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.plaintiff_tasks IS 'What is to be done for a plaintiff; calls are closed by log_call_outcome.';


--
-- Name: COLUMN plaintiff_tasks.status; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.plaintiff_tasks.status IS 'open, in_progress, closed; also completed, cancelled, pending';


--
-- Name: COLUMN plaintiff_tasks.task_code; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.plaintiff_tasks.task_code IS 'What planners call it; open once per case';


--
-- Name: plaintiffs; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.plaintiffs (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    firm_name text,
    email text,
    phone text,
    status text DEFAULT 'new'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    source_system text DEFAULT 'unknown'::text NOT NULL,
    tier text DEFAULT 'unknown'::text,
    source_reference text,
    lead_metadata jsonb DEFAULT '{}'::jsonb NOT NULL
);

ALTER TABLE ONLY public.plaintiffs FORCE ROW LEVEL SECURITY;


ALTER TABLE public.plaintiffs OWNER TO dragonfly_owner;

--
-- Name: TABLE plaintiffs; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.plaintiffs IS 'Whom we enforce for.';


--
-- Name: COLUMN plaintiffs.status; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.plaintiffs.status IS 'new, contacted, qualified, sent_agreement, signed, lost; free text';


--
-- Name: raw_simplicity_imports; Type: TABLE; Schema: public; Owner: dragonfly_owner
--

CREATE TABLE public.raw_simplicity_imports (
    id bigint NOT NULL,
    import_run_id uuid,
    raw_data jsonb NOT NULL,
    imported_at timestamp with time zone DEFAULT now() NOT NULL,
    status text DEFAULT 'inserted'::text NOT NULL,
    error_log jsonb,
    CONSTRAINT raw_simplicity_imports_raw_data_numbers_check CHECK ((NOT jsonb_path_exists(raw_data, 'strict $.**?(@.type() == "number" && ((@ >= 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 || @ <= -10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000) || (@ != 0 && @ > -0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001) && @ < 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001))'::jsonpath)))
);

ALTER TABLE ONLY public.raw_simplicity_imports FORCE ROW LEVEL SECURITY;


ALTER TABLE public.raw_simplicity_imports OWNER TO dragonfly_owner;

--
-- Name: TABLE raw_simplicity_imports; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON TABLE public.raw_simplicity_imports IS 'Rows of Simplicity exports as they came.';


--
-- Name: COLUMN raw_simplicity_imports.status; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.raw_simplicity_imports.status IS 'inserted, then processed, skipped or error; parse_error when it never was a row';


--
-- Name: COLUMN raw_simplicity_imports.error_log; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON COLUMN public.raw_simplicity_imports.error_log IS 'Why a row could not be used: {field, message}';


--
-- Name: raw_simplicity_imports_id_seq; Type: SEQUENCE; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.raw_simplicity_imports ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.raw_simplicity_imports_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: v_case_copilot_latest; Type: VIEW; Schema: public; Owner: dragonfly_owner
--

CREATE VIEW public.v_case_copilot_latest WITH (security_invoker='true') AS
 SELECT enforcement.id AS case_id,
    COALESCE(enforcement.case_number, judgment.case_number) AS case_number,
    enforcement.judgment_id,
    enforcement.current_stage,
    enforcement.status AS case_status,
    enforcement.assigned_to,
    log.model,
    log.created_at AS generated_at,
    (log.metadata ->> 'summary'::text) AS summary,
    ARRAY( SELECT (action.value #>> '{}'::text[])
           FROM jsonb_array_elements(
                CASE jsonb_typeof((log.metadata -> 'recommended_actions'::text))
                    WHEN 'array'::text THEN (log.metadata -> 'recommended_actions'::text)
                    ELSE '[]'::jsonb
                END) WITH ORDINALITY action(value, place)
          ORDER BY action.place) AS recommended_actions,
        CASE jsonb_typeof((log.metadata -> 'enforcement_suggestions'::text))
            WHEN 'array'::text THEN (log.metadata -> 'enforcement_suggestions'::text)
            ELSE '[]'::jsonb
        END AS enforcement_suggestions,
        CASE jsonb_typeof((log.metadata -> 'draft_documents'::text))
            WHEN 'array'::text THEN (log.metadata -> 'draft_documents'::text)
            ELSE '[]'::jsonb
        END AS draft_documents,
        CASE
            WHEN ((log.metadata #>> '{risk,value}'::text[]) ~ '^-?[0-9]{1,9}([.][0-9]{1,9})?$'::text) THEN (round(((log.metadata #>> '{risk,value}'::text[]))::numeric))::integer
            ELSE NULL::integer
        END AS risk_value,
    (log.metadata #>> '{risk,label}'::text[]) AS risk_label,
    ARRAY( SELECT (driver.value #>> '{}'::text[])
           FROM jsonb_array_elements(
                CASE jsonb_typeof((log.metadata #> '{risk,drivers}'::text[]))
                    WHEN 'array'::text THEN (log.metadata #> '{risk,drivers}'::text[])
                    ELSE '[]'::jsonb
                END) WITH ORDINALITY driver(value, place)
          ORDER BY driver.place) AS risk_drivers,
        CASE jsonb_typeof((log.metadata -> 'timeline_analysis'::text))
            WHEN 'array'::text THEN (log.metadata -> 'timeline_analysis'::text)
            ELSE '[]'::jsonb
        END AS timeline_analysis,
        CASE
            WHEN (jsonb_typeof((log.metadata -> 'contact_strategy'::text)) = ANY (ARRAY['array'::text, 'object'::text])) THEN (log.metadata -> 'contact_strategy'::text)
            ELSE '[]'::jsonb
        END AS contact_strategy,
    (log.metadata ->> 'status'::text) AS invocation_status,
    (log.metadata ->> 'error'::text) AS error_message,
    (log.metadata ->> 'env'::text) AS env,
    (log.metadata ->> 'duration_ms'::text) AS duration_ms,
    log.id AS log_id
   FROM ((public.enforcement_cases enforcement
     JOIN public.judgments judgment ON ((judgment.id = enforcement.judgment_id)))
     CROSS JOIN LATERAL ( SELECT newest.id,
            newest.model,
            newest.metadata,
            newest.created_at
           FROM public.case_copilot_logs newest
          WHERE (newest.case_id = enforcement.id)
          ORDER BY newest.created_at DESC, newest.id DESC
         LIMIT 1) log);


ALTER VIEW public.v_case_copilot_latest OWNER TO dragonfly_owner;

--
-- Name: VIEW v_case_copilot_latest; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON VIEW public.v_case_copilot_latest IS 'The newest Case Copilot log of each case; for service_role only.';


--
-- Name: v_collectability_snapshot; Type: VIEW; Schema: public; Owner: dragonfly_owner
--

CREATE VIEW public.v_collectability_snapshot WITH (security_invoker='true') AS
 SELECT case_id,
    case_number,
    judgment_amount,
    judgment_date,
    age_days,
    last_enriched_at,
    last_enrichment_status,
    collectability_tier
   FROM judgments.v_collectability_snapshot;


ALTER VIEW public.v_collectability_snapshot OWNER TO dragonfly_owner;

--
-- Name: VIEW v_collectability_snapshot; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON VIEW public.v_collectability_snapshot IS 'judgments.v_collectability_snapshot for clients of schema public.';


--
-- Name: v_content_job_status; Type: VIEW; Schema: public; Owner: dragonfly_owner
--

CREATE VIEW public.v_content_job_status WITH (security_invoker='true') AS
 SELECT job.id AS job_id,
    job.job_type,
    job.status,
    job.stage,
    job.created_at,
    job.updated_at,
    last_event.created_at AS last_event_at,
    last_error.message AS last_error_message
   FROM ((public.content_jobs job
     LEFT JOIN LATERAL ( SELECT event.created_at
           FROM public.content_job_events event
          WHERE (event.job_id = job.id)
          ORDER BY event.created_at DESC
         LIMIT 1) last_event ON (true))
     LEFT JOIN LATERAL ( SELECT event.message
           FROM public.content_job_events event
          WHERE ((event.job_id = job.id) AND (event.status = 'error'::text))
          ORDER BY event.created_at DESC, event.id DESC
         LIMIT 1) last_error ON (true));


ALTER VIEW public.v_content_job_status OWNER TO dragonfly_owner;

--
-- Name: VIEW v_content_job_status; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON VIEW public.v_content_job_status IS 'Jobs with the time of their last event and their last error.';


--
-- Name: v_enforcement_case_summary; Type: VIEW; Schema: public; Owner: dragonfly_owner
--

CREATE VIEW public.v_enforcement_case_summary WITH (security_invoker='true') AS
 SELECT its_case.id AS case_id,
    its_case.judgment_id,
    its_case.opened_at,
    its_case.current_stage,
    its_case.status,
    its_case.assigned_to,
    its_case.metadata,
    its_case.created_at,
    its_case.updated_at,
    judgment.judgment_amount,
    judgment.plaintiff_id,
    COALESCE(plaintiff.name, judgment.plaintiff_name) AS plaintiff_name,
    latest.event_type AS latest_event_type,
    latest.event_date AS latest_event_date,
    latest.notes AS latest_event_note,
    latest.metadata AS latest_event_metadata,
    COALESCE(its_case.case_number, judgment.case_number) AS case_number
   FROM (((public.enforcement_cases its_case
     JOIN public.judgments judgment ON ((judgment.id = its_case.judgment_id)))
     LEFT JOIN public.plaintiffs plaintiff ON ((plaintiff.id = judgment.plaintiff_id)))
     LEFT JOIN LATERAL ( SELECT event.event_type,
            event.event_date,
            event.notes,
            event.metadata
           FROM public.enforcement_events event
          WHERE (event.case_id = its_case.id)
          ORDER BY event.event_date DESC
         LIMIT 1) latest ON (true));


ALTER VIEW public.v_enforcement_case_summary OWNER TO dragonfly_owner;

--
-- Name: VIEW v_enforcement_case_summary; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON VIEW public.v_enforcement_case_summary IS 'Cases, closed ones too, with their latest event.';


--
-- Name: v_enforcement_overview; Type: VIEW; Schema: public; Owner: dragonfly_owner
--

CREATE VIEW public.v_enforcement_overview WITH (security_invoker='true') AS
 SELECT judgment.enforcement_stage,
    enriched.collectability_tier,
    (1)::bigint AS case_count,
    (judgment.judgment_amount)::numeric AS total_judgment_amount,
    judgment.id AS judgment_id,
    open_case.id AS case_id,
    COALESCE(open_case.case_number, judgment.case_number) AS case_number,
    open_case.tier,
    open_case.current_stage,
    open_case.next_action_at,
        CASE
            WHEN isfinite(COALESCE(open_case.stage_entered_at, open_case.opened_at)) THEN (floor((EXTRACT(epoch FROM (now() - COALESCE(open_case.stage_entered_at, open_case.opened_at))) / (86400)::numeric)))::integer
            ELSE NULL::integer
        END AS days_in_stage,
    open_case.current_balance,
    COALESCE((open_case.next_action_at < now()), false) AS sla_breached
   FROM ((public.judgments judgment
     LEFT JOIN public.enforcement_cases open_case ON (((open_case.judgment_id = judgment.id) AND ((open_case.closed_at IS NULL) AND (open_case.status <> 'closed'::text)))))
     LEFT JOIN LATERAL ( SELECT source.collectability_tier
           FROM judgments.cases source
          WHERE (source.case_number = judgment.case_number)
          ORDER BY source.judgment_date DESC NULLS LAST, source.case_id
         LIMIT 1) enriched ON (true));


ALTER VIEW public.v_enforcement_overview OWNER TO dragonfly_owner;

--
-- Name: VIEW v_enforcement_overview; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON VIEW public.v_enforcement_overview IS 'One row per judgment with its open case.';


--
-- Name: v_enforcement_recent; Type: VIEW; Schema: public; Owner: dragonfly_owner
--

CREATE VIEW public.v_enforcement_recent WITH (security_invoker='true') AS
 SELECT judgment.id AS judgment_id,
    judgment.case_number,
    (judgment.plaintiff_id)::text AS plaintiff_id,
    COALESCE(plaintiff.name, judgment.plaintiff_name) AS plaintiff_name,
    judgment.judgment_amount,
    judgment.enforcement_stage,
    judgment.enforcement_stage_updated_at,
    enriched.collectability_tier,
    open_case.id AS case_id,
    open_case.tier,
    open_case.current_stage,
    open_case.next_action_at,
        CASE
            WHEN isfinite(COALESCE(open_case.stage_entered_at, open_case.opened_at)) THEN (floor((EXTRACT(epoch FROM (now() - COALESCE(open_case.stage_entered_at, open_case.opened_at))) / (86400)::numeric)))::integer
            ELSE NULL::integer
        END AS days_in_stage
   FROM (((public.judgments judgment
     LEFT JOIN public.plaintiffs plaintiff ON ((plaintiff.id = judgment.plaintiff_id)))
     LEFT JOIN public.enforcement_cases open_case ON (((open_case.judgment_id = judgment.id) AND ((open_case.closed_at IS NULL) AND (open_case.status <> 'closed'::text)))))
     LEFT JOIN LATERAL ( SELECT source.collectability_tier
           FROM judgments.cases source
          WHERE (source.case_number = judgment.case_number)
          ORDER BY source.judgment_date DESC NULLS LAST, source.case_id
         LIMIT 1) enriched ON (true))
  ORDER BY judgment.enforcement_stage_updated_at DESC, judgment.id DESC;


ALTER VIEW public.v_enforcement_recent OWNER TO dragonfly_owner;

--
-- Name: VIEW v_enforcement_recent; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON VIEW public.v_enforcement_recent IS 'Judgments whose stage changed last, first.';


--
-- Name: v_enforcement_stage_totals; Type: VIEW; Schema: public; Owner: dragonfly_owner
--

CREATE VIEW public.v_enforcement_stage_totals WITH (security_invoker='true') AS
 SELECT enforcement_stage,
    collectability_tier,
    (sum(case_count))::bigint AS case_count,
    sum(total_judgment_amount) AS total_judgment_amount
   FROM public.v_enforcement_overview
  GROUP BY enforcement_stage, collectability_tier;


ALTER VIEW public.v_enforcement_stage_totals OWNER TO dragonfly_owner;

--
-- Name: VIEW v_enforcement_stage_totals; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON VIEW public.v_enforcement_stage_totals IS 'Judgments by stage and collectability tier.';


--
-- Name: v_enforcement_summary; Type: VIEW; Schema: public; Owner: dragonfly_owner
--

CREATE VIEW public.v_enforcement_summary WITH (security_invoker='true') AS
 WITH cell AS (
         SELECT its_case.tier,
            its_case.current_stage,
            count(*) AS case_count,
            sum(its_case.current_balance) AS total_current_balance,
            count(*) FILTER (WHERE (its_case.next_action_at < now())) AS sla_breach_count,
            min(COALESCE(its_case.stage_entered_at, its_case.opened_at)) FILTER (WHERE isfinite(COALESCE(its_case.stage_entered_at, its_case.opened_at))) AS oldest_entry
           FROM public.enforcement_cases its_case
          WHERE ((its_case.closed_at IS NULL) AND (its_case.status <> 'closed'::text))
          GROUP BY its_case.tier, its_case.current_stage
        ), total AS (
         SELECT cell.tier,
            (sum(cell.case_count))::bigint AS case_count,
            sum(cell.total_current_balance) AS total_current_balance,
            (sum(cell.sla_breach_count))::bigint AS sla_breach_count,
            min(cell.oldest_entry) AS oldest_entry
           FROM cell
          GROUP BY cell.tier
        )
 SELECT cell.tier,
    cell.current_stage,
    cell.case_count,
    cell.total_current_balance,
    cell.sla_breach_count,
    (floor((EXTRACT(epoch FROM (now() - cell.oldest_entry)) / (86400)::numeric)))::integer AS oldest_days_in_stage,
    false AS is_total
   FROM cell
UNION ALL
 SELECT total.tier,
    NULL::text AS current_stage,
    total.case_count,
    total.total_current_balance,
    total.sla_breach_count,
    (floor((EXTRACT(epoch FROM (now() - total.oldest_entry)) / (86400)::numeric)))::integer AS oldest_days_in_stage,
    true AS is_total
   FROM total;


ALTER VIEW public.v_enforcement_summary OWNER TO dragonfly_owner;

--
-- Name: VIEW v_enforcement_summary; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON VIEW public.v_enforcement_summary IS 'Open cases by tier and stage, with one total row per tier (is_total).';


--
-- Name: v_enforcement_timeline; Type: VIEW; Schema: public; Owner: dragonfly_owner
--

CREATE VIEW public.v_enforcement_timeline WITH (security_invoker='true') AS
 SELECT entry.enforcement_case_id AS case_id,
    (entry.id)::text AS source_id,
    'history'::text AS item_kind,
    entry.changed_at AS occurred_at,
    entry.stage AS title,
    entry.note AS details,
    NULL::text AS storage_path,
    NULL::text AS file_type,
    entry.changed_by AS uploaded_by,
    COALESCE(entry.delta, '{}'::jsonb) AS metadata,
    entry.changed_at AS created_at
   FROM (public.enforcement_history entry
     JOIN public.enforcement_cases its_case ON ((its_case.id = entry.enforcement_case_id)))
UNION ALL
 SELECT event.case_id,
    (event.id)::text AS source_id,
    'event'::text AS item_kind,
    event.event_date AS occurred_at,
    COALESCE((event.event_kind)::text, event.event_type) AS title,
    event.notes AS details,
    event.document_path AS storage_path,
    NULL::text AS file_type,
    (event.metadata ->> 'actor'::text) AS uploaded_by,
    (COALESCE(event.metadata, '{}'::jsonb) || COALESCE(event.payload, '{}'::jsonb)) AS metadata,
    event.created_at
   FROM (public.enforcement_events event
     JOIN public.enforcement_cases its_case ON ((its_case.id = event.case_id)))
UNION ALL
 SELECT task.case_id,
    (task.id)::text AS source_id,
    'task'::text AS item_kind,
    task.created_at AS occurred_at,
    task.kind AS title,
    task.note AS details,
    NULL::text AS storage_path,
    NULL::text AS file_type,
    task.created_by AS uploaded_by,
    task.metadata,
    task.created_at
   FROM (public.plaintiff_tasks task
     JOIN public.enforcement_cases its_case ON ((its_case.id = task.case_id)))
UNION ALL
 SELECT action.enforcement_case_id AS case_id,
    (action.id)::text AS source_id,
    'action'::text AS item_kind,
    action.opened_at AS occurred_at,
    action.action_type AS title,
    action.status AS details,
    NULL::text AS storage_path,
    NULL::text AS file_type,
    action.created_by AS uploaded_by,
    action.metadata,
    action.opened_at AS created_at
   FROM (public.enforcement_actions action
     JOIN public.enforcement_cases its_case ON ((its_case.id = action.enforcement_case_id)))
UNION ALL
 SELECT document.enforcement_case_id AS case_id,
    (document.id)::text AS source_id,
    'document'::text AS item_kind,
    document.uploaded_at AS occurred_at,
    document.doc_kind AS title,
    NULL::text AS details,
    document.storage_path,
    document.doc_kind AS file_type,
    document.uploaded_by,
    document.metadata,
    document.uploaded_at AS created_at
   FROM (public.enforcement_documents document
     JOIN public.enforcement_cases its_case ON ((its_case.id = document.enforcement_case_id)));


ALTER VIEW public.v_enforcement_timeline OWNER TO dragonfly_owner;

--
-- Name: VIEW v_enforcement_timeline; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON VIEW public.v_enforcement_timeline IS 'Everything that belongs to a case: history, events, tasks, actions, documents.';


--
-- Name: v_judgment_pipeline; Type: VIEW; Schema: public; Owner: dragonfly_owner
--

CREATE VIEW public.v_judgment_pipeline WITH (security_invoker='true') AS
 SELECT judgment.id AS judgment_id,
    judgment.case_number,
    (judgment.plaintiff_id)::text AS plaintiff_id,
    COALESCE(plaintiff.name, judgment.plaintiff_name) AS plaintiff_name,
    judgment.defendant_name,
    judgment.judgment_amount,
    judgment.enforcement_stage,
    judgment.enforcement_stage_updated_at,
    snapshot.collectability_tier,
    snapshot.age_days AS collectability_age_days,
    snapshot.last_enriched_at,
    snapshot.last_enrichment_status,
    open_case.id AS enforcement_case_id
   FROM (((public.judgments judgment
     LEFT JOIN public.plaintiffs plaintiff ON ((plaintiff.id = judgment.plaintiff_id)))
     LEFT JOIN LATERAL ( SELECT shot.collectability_tier,
            shot.age_days,
            shot.last_enriched_at,
            shot.last_enrichment_status
           FROM judgments.v_collectability_snapshot shot
          WHERE (shot.case_number = judgment.case_number)
          ORDER BY shot.judgment_date DESC NULLS LAST, shot.case_id
         LIMIT 1) snapshot ON (true))
     LEFT JOIN public.enforcement_cases open_case ON (((open_case.judgment_id = judgment.id) AND (open_case.closed_at IS NULL) AND (open_case.status <> 'closed'::text))));


ALTER VIEW public.v_judgment_pipeline OWNER TO dragonfly_owner;

--
-- Name: VIEW v_judgment_pipeline; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON VIEW public.v_judgment_pipeline IS 'Judgments with stage, collectability and open case.';


--
-- Name: v_plaintiff_call_queue; Type: VIEW; Schema: public; Owner: dragonfly_owner
--

CREATE VIEW public.v_plaintiff_call_queue WITH (security_invoker='true') AS
 SELECT task.id AS task_id,
    task.plaintiff_id,
    plaintiff.name AS plaintiff_name,
    plaintiff.firm_name,
    plaintiff.status,
    task.status AS task_status,
    plaintiff.tier,
    COALESCE(owed.total, (0)::numeric) AS total_judgment_amount,
    owed.cases AS case_count,
    plaintiff.phone,
    call.attempted_at AS last_contact_at,
    call.attempted_at AS last_contacted_at,
        CASE
            WHEN isfinite(call.attempted_at) THEN (floor((EXTRACT(epoch FROM (now() - call.attempted_at)) / (86400)::numeric)))::integer
            ELSE NULL::integer
        END AS days_since_contact,
    call.outcome AS last_call_outcome,
    call.attempted_at AS last_call_attempted_at,
    call.interest_level AS last_call_interest_level,
    call.notes AS last_call_notes,
    task.due_at,
    task.note AS notes,
    task.created_at
   FROM (((( SELECT DISTINCT ON (plaintiff_tasks.plaintiff_id) plaintiff_tasks.id,
            plaintiff_tasks.plaintiff_id,
            plaintiff_tasks.status,
            plaintiff_tasks.due_at,
            plaintiff_tasks.note,
            plaintiff_tasks.created_at
           FROM public.plaintiff_tasks
          WHERE ((plaintiff_tasks.kind = 'call'::text) AND (plaintiff_tasks.status = ANY (ARRAY['open'::text, 'in_progress'::text])))
          ORDER BY plaintiff_tasks.plaintiff_id, plaintiff_tasks.due_at, plaintiff_tasks.created_at, plaintiff_tasks.id) task
     JOIN public.plaintiffs plaintiff ON ((plaintiff.id = task.plaintiff_id)))
     CROSS JOIN LATERAL ( SELECT sum(judgment.judgment_amount) AS total,
            count(*) AS cases
           FROM public.judgments judgment
          WHERE (judgment.plaintiff_id = task.plaintiff_id)) owed)
     LEFT JOIN LATERAL ( SELECT attempt.attempted_at,
            attempt.outcome,
            attempt.interest_level,
            attempt.notes
           FROM public.plaintiff_call_attempts attempt
          WHERE (attempt.plaintiff_id = task.plaintiff_id)
          ORDER BY attempt.attempted_at DESC, attempt.id
         LIMIT 1) call ON (true));


ALTER VIEW public.v_plaintiff_call_queue OWNER TO dragonfly_owner;

--
-- Name: VIEW v_plaintiff_call_queue; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON VIEW public.v_plaintiff_call_queue IS 'The first open call of each plaintiff, with the last attempt.';


--
-- Name: v_plaintiff_open_tasks; Type: VIEW; Schema: public; Owner: dragonfly_owner
--

CREATE VIEW public.v_plaintiff_open_tasks WITH (security_invoker='true') AS
 SELECT task.id AS task_id,
    task.plaintiff_id,
    plaintiff.name AS plaintiff_name,
    plaintiff.firm_name,
    plaintiff.email,
    plaintiff.phone,
    plaintiff.status AS plaintiff_status,
    COALESCE(owed.total, (0)::numeric) AS judgment_total,
    owed.cases AS case_count,
    ( SELECT min(snapshot.collectability_tier) AS min
           FROM (public.judgments judgment
             JOIN judgments.v_collectability_snapshot snapshot ON ((snapshot.case_number = judgment.case_number)))
          WHERE (judgment.plaintiff_id = task.plaintiff_id)) AS top_collectability_tier,
    task.case_id,
    task.kind,
    task.status,
    task.assignee,
    task.due_at,
    task.created_at,
    task.note,
    task.metadata,
    task.severity,
    task.task_code
   FROM ((public.plaintiff_tasks task
     JOIN public.plaintiffs plaintiff ON ((plaintiff.id = task.plaintiff_id)))
     CROSS JOIN LATERAL ( SELECT sum(judgment.judgment_amount) AS total,
            count(*) AS cases
           FROM public.judgments judgment
          WHERE (judgment.plaintiff_id = task.plaintiff_id)) owed)
  WHERE (task.status = ANY (ARRAY['open'::text, 'in_progress'::text]));


ALTER VIEW public.v_plaintiff_open_tasks OWNER TO dragonfly_owner;

--
-- Name: VIEW v_plaintiff_open_tasks; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON VIEW public.v_plaintiff_open_tasks IS 'Open tasks with their plaintiff.';


--
-- Name: v_plaintiffs_overview; Type: VIEW; Schema: public; Owner: dragonfly_owner
--

CREATE VIEW public.v_plaintiffs_overview WITH (security_invoker='true') AS
 SELECT plaintiff.id AS plaintiff_id,
    plaintiff.name AS plaintiff_name,
    plaintiff.firm_name,
    plaintiff.status,
    COALESCE(owed.total, (0)::numeric) AS total_judgment_amount,
    COALESCE(owed.cases, (0)::bigint) AS case_count
   FROM (public.plaintiffs plaintiff
     LEFT JOIN ( SELECT judgments.plaintiff_id,
            sum(judgments.judgment_amount) AS total,
            count(*) AS cases
           FROM public.judgments
          GROUP BY judgments.plaintiff_id) owed ON ((owed.plaintiff_id = plaintiff.id)));


ALTER VIEW public.v_plaintiffs_overview OWNER TO dragonfly_owner;

--
-- Name: VIEW v_plaintiffs_overview; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON VIEW public.v_plaintiffs_overview IS 'Plaintiffs with the sum and number of their judgments.';


--
-- Name: v_priority_pipeline; Type: VIEW; Schema: public; Owner: dragonfly_owner
--

CREATE VIEW public.v_priority_pipeline WITH (security_invoker='true') AS
 SELECT COALESCE(( SELECT plaintiff.name
           FROM public.plaintiffs plaintiff
          WHERE (plaintiff.id = judgment.plaintiff_id)
         LIMIT 1), judgment.plaintiff_name) AS plaintiff_name,
    judgment.id AS judgment_id,
    ranked.collectability_tier,
    COALESCE(NULLIF(lower(btrim(judgment.priority_level)), ''::text), 'normal'::text) AS priority_level,
    judgment.judgment_amount,
    COALESCE(( SELECT source.county
           FROM judgments.cases source
          WHERE (source.case_number = judgment.case_number)
          ORDER BY source.judgment_date DESC NULLS LAST, source.case_id
         LIMIT 1), judgment.county) AS county,
    COALESCE(( SELECT source.state
           FROM judgments.cases source
          WHERE (source.case_number = judgment.case_number)
          ORDER BY source.judgment_date DESC NULLS LAST, source.case_id
         LIMIT 1), judgment.state) AS state,
    COALESCE(NULLIF(lower(btrim(judgment.enforcement_stage)), ''::text), 'unknown'::text) AS stage,
    COALESCE(NULLIF(lower(btrim(( SELECT plaintiff.status
           FROM public.plaintiffs plaintiff
          WHERE (plaintiff.id = judgment.plaintiff_id)
         LIMIT 1))), ''::text), 'unknown'::text) AS plaintiff_status,
    ranked.tier_rank
   FROM (( SELECT walked.judgment_id,
            walked.collectability_tier,
            row_number() OVER (PARTITION BY walked.collectability_tier ORDER BY walked.urgency, walked.ranked_amount DESC, walked.judgment_id DESC) AS tier_rank
           FROM ( SELECT judgment_1.id AS judgment_id,
                    COALESCE(( SELECT snapshot.collectability_tier
                           FROM public.v_collectability_snapshot snapshot
                          WHERE (snapshot.case_number = judgment_1.case_number)
                          ORDER BY snapshot.judgment_date DESC NULLS LAST, snapshot.case_id
                         LIMIT 1), 'UNSCORED'::text) AS collectability_tier,
                        CASE COALESCE(NULLIF(lower(btrim(judgment_1.priority_level)), ''::text), 'normal'::text)
                            WHEN 'urgent'::text THEN 1
                            WHEN 'high'::text THEN 2
                            WHEN 'normal'::text THEN 3
                            WHEN 'low'::text THEN 4
                            WHEN 'on_hold'::text THEN 5
                            ELSE 6
                        END AS urgency,
                    COALESCE(judgment_1.judgment_amount, (0)::numeric) AS ranked_amount
                   FROM public.judgments judgment_1
                  ORDER BY
                        CASE COALESCE(NULLIF(lower(btrim(judgment_1.priority_level)), ''::text), 'normal'::text)
                            WHEN 'urgent'::text THEN 1
                            WHEN 'high'::text THEN 2
                            WHEN 'normal'::text THEN 3
                            WHEN 'low'::text THEN 4
                            WHEN 'on_hold'::text THEN 5
                            ELSE 6
                        END, COALESCE(judgment_1.judgment_amount, (0)::numeric) DESC, judgment_1.id DESC
                 LIMIT ( SELECT '9223372036854775807'::bigint AS without_end)) walked) ranked
     JOIN public.judgments judgment ON ((judgment.id = ranked.judgment_id)));


ALTER VIEW public.v_priority_pipeline OWNER TO dragonfly_owner;

--
-- Name: VIEW v_priority_pipeline; Type: COMMENT; Schema: public; Owner: dragonfly_owner
--

COMMENT ON VIEW public.v_priority_pipeline IS 'Judgments ranked within their tier (A, B, C, UNSCORED) by priority, then amount. Ask for one tier with tier_rank <= n and LIMIT n, and sort afterwards: then only the first rows are looked at.';


--
-- Name: watched; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.watched (
    id bigint NOT NULL
);


ALTER TABLE public.watched OWNER TO postgres;

--
-- Name: dead_letter_log; Type: TABLE; Schema: workers; Owner: dragonfly_owner
--

CREATE TABLE workers.dead_letter_log (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    original_queue text NOT NULL COLLATE pg_catalog."C",
    original_job_id bigint,
    idempotency_key text,
    payload jsonb,
    error_message text NOT NULL,
    error_stack text,
    attempt_count integer,
    first_attempt_at timestamp with time zone,
    last_attempt_at timestamp with time zone,
    worker_id uuid,
    moved_to_dlq_at timestamp with time zone DEFAULT now() NOT NULL,
    resolved_at timestamp with time zone,
    resolved_by uuid,
    resolution_notes text
);

ALTER TABLE ONLY workers.dead_letter_log FORCE ROW LEVEL SECURITY;


ALTER TABLE workers.dead_letter_log OWNER TO dragonfly_owner;

--
-- Name: TABLE dead_letter_log; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON TABLE workers.dead_letter_log IS 'Every job that went to the dead letters, also after it was sent again or purged.';


--
-- Name: heartbeats; Type: TABLE; Schema: workers; Owner: dragonfly_owner
--

CREATE TABLE workers.heartbeats (
    worker_id uuid NOT NULL,
    queue_name text NOT NULL COLLATE pg_catalog."C",
    hostname text DEFAULT 'unknown'::text NOT NULL,
    version text DEFAULT '0.0.0'::text NOT NULL,
    pid integer DEFAULT 0 NOT NULL,
    status workers.worker_status DEFAULT 'starting'::workers.worker_status NOT NULL,
    last_heartbeat_at timestamp with time zone DEFAULT now() NOT NULL,
    jobs_processed bigint DEFAULT 0 NOT NULL,
    jobs_failed bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL
);

ALTER TABLE ONLY workers.heartbeats FORCE ROW LEVEL SECURITY;


ALTER TABLE workers.heartbeats OWNER TO dragonfly_owner;

--
-- Name: TABLE heartbeats; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON TABLE workers.heartbeats IS 'Workers, each with its last sign of life.';


--
-- Name: COLUMN heartbeats.queue_name; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON COLUMN workers.heartbeats.queue_name IS 'As the worker spells it';


--
-- Name: metric_slots; Type: TABLE; Schema: workers; Owner: dragonfly_owner
--

CREATE TABLE workers.metric_slots (
    queue_name text NOT NULL COLLATE pg_catalog."C",
    slot smallint NOT NULL,
    minute_at timestamp with time zone NOT NULL,
    minute_count bigint DEFAULT 0 NOT NULL,
    prev_count bigint DEFAULT 0 NOT NULL,
    processed bigint DEFAULT 0 NOT NULL,
    failed bigint DEFAULT 0 NOT NULL,
    latency_sum_ms bigint DEFAULT 0 NOT NULL,
    min_ms integer,
    max_ms integer DEFAULT 0 NOT NULL,
    last_job_id bigint,
    last_success_at timestamp with time zone,
    CONSTRAINT metric_slots_slot_check CHECK (((slot >= 0) AND (slot <= 63)))
)
WITH (fillfactor='50');

ALTER TABLE ONLY workers.metric_slots FORCE ROW LEVEL SECURITY;


ALTER TABLE workers.metric_slots OWNER TO dragonfly_owner;

--
-- Name: TABLE metric_slots; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON TABLE workers.metric_slots IS 'Counters by queue and 64th part of the backends; v_queue_metrics sums them.';


--
-- Name: COLUMN metric_slots.minute_at; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON COLUMN workers.metric_slots.minute_at IS 'The minute that minute_count counts';


--
-- Name: COLUMN metric_slots.prev_count; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON COLUMN workers.metric_slots.prev_count IS 'Completions of the minute before minute_at';


--
-- Name: COLUMN metric_slots.last_job_id; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON COLUMN workers.metric_slots.last_job_id IS 'Message id of the job that was completed last';


--
-- Name: metrics; Type: TABLE; Schema: workers; Owner: dragonfly_owner
--

CREATE TABLE workers.metrics (
    queue_name text NOT NULL COLLATE pg_catalog."C",
    last_job_id uuid,
    last_success_at timestamp with time zone,
    total_processed bigint DEFAULT 0 NOT NULL,
    total_failed bigint DEFAULT 0 NOT NULL,
    avg_latency_ms integer DEFAULT 0 NOT NULL,
    max_latency_ms integer DEFAULT 0 NOT NULL,
    min_latency_ms integer,
    throughput_jpm numeric(10,2) DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY workers.metrics FORCE ROW LEVEL SECURITY;


ALTER TABLE workers.metrics OWNER TO dragonfly_owner;

--
-- Name: TABLE metrics; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON TABLE workers.metrics IS 'Counters by queue as update_metrics wrote them; those of the protocol are in metric_slots.';


--
-- Name: processed_jobs; Type: TABLE; Schema: workers; Owner: dragonfly_owner
--

CREATE TABLE workers.processed_jobs (
    idempotency_key text NOT NULL COLLATE pg_catalog."C",
    queue_name text NOT NULL COLLATE pg_catalog."C",
    job_id bigint NOT NULL,
    status workers.job_status DEFAULT 'processing'::workers.job_status NOT NULL,
    result jsonb,
    processed_at timestamp with time zone,
    worker_id uuid,
    attempts integer DEFAULT 1 NOT NULL,
    lease_until timestamp with time zone,
    claimed_at timestamp with time zone,
    last_error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
)
WITH (fillfactor='45');

ALTER TABLE ONLY workers.processed_jobs FORCE ROW LEVEL SECURITY;


ALTER TABLE workers.processed_jobs OWNER TO dragonfly_owner;

--
-- Name: TABLE processed_jobs; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON TABLE workers.processed_jobs IS 'What became of each job, by queue and idempotency key; purged with the ledger of keys.';


--
-- Name: COLUMN processed_jobs.job_id; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON COLUMN workers.processed_jobs.job_id IS 'Message id of the job';


--
-- Name: COLUMN processed_jobs.attempts; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON COLUMN workers.processed_jobs.attempts IS 'How often it was claimed';


--
-- Name: COLUMN processed_jobs.lease_until; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON COLUMN workers.processed_jobs.lease_until IS 'Until then it is its worker''s; infinity on a failed row: it lies in the dead letters';


--
-- Name: queue_policy; Type: TABLE; Schema: workers; Owner: dragonfly_owner
--

CREATE TABLE workers.queue_policy (
    queue_name text NOT NULL COLLATE pg_catalog."C",
    max_attempts integer DEFAULT 3 NOT NULL,
    base_delay_seconds integer DEFAULT 30 NOT NULL,
    max_delay_seconds integer DEFAULT 3600 NOT NULL,
    visibility_timeout_seconds integer DEFAULT 30 NOT NULL,
    envelope boolean DEFAULT true NOT NULL,
    CONSTRAINT queue_policy_base_delay_check CHECK (((base_delay_seconds >= 0) AND (base_delay_seconds <= 31536000))),
    CONSTRAINT queue_policy_max_attempts_check CHECK (((max_attempts >= 1) AND (max_attempts <= 100))),
    CONSTRAINT queue_policy_max_delay_check CHECK (((max_delay_seconds >= 0) AND (max_delay_seconds <= 31536000))),
    CONSTRAINT queue_policy_name_check CHECK (((queue_name <> ''::text) AND (queue_name !~~ 'q\_%'::text))),
    CONSTRAINT queue_policy_visibility_check CHECK (((visibility_timeout_seconds >= 1) AND (visibility_timeout_seconds <= 43200)))
);

ALTER TABLE ONLY workers.queue_policy FORCE ROW LEVEL SECURITY;


ALTER TABLE workers.queue_policy OWNER TO dragonfly_owner;

--
-- Name: TABLE queue_policy; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON TABLE workers.queue_policy IS 'How jobs of a queue are retried; a queue without a row has the defaults.';


--
-- Name: COLUMN queue_policy.envelope; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON COLUMN workers.queue_policy.envelope IS 'Messages are envelopes; false: any object';


--
-- Name: v_queue_metrics; Type: VIEW; Schema: workers; Owner: dragonfly_owner
--

CREATE VIEW workers.v_queue_metrics WITH (security_invoker='true') AS
 WITH counted AS (
         SELECT (regexp_replace(lower(metrics.queue_name), '^q_'::text, ''::text) COLLATE "C") AS queue_name,
            metrics.total_processed AS processed,
            metrics.total_failed AS failed,
            ((metrics.avg_latency_ms)::numeric * (metrics.total_processed)::numeric) AS latency_sum_ms,
            metrics.min_latency_ms AS min_ms,
            metrics.max_latency_ms AS max_ms,
            metrics.last_success_at,
            (0)::bigint AS last_minute
           FROM workers.metrics
        UNION ALL
         SELECT (metric_slots.queue_name COLLATE "C") AS queue_name,
            metric_slots.processed,
            metric_slots.failed,
            metric_slots.latency_sum_ms,
            metric_slots.min_ms,
            metric_slots.max_ms,
            metric_slots.last_success_at,
                CASE metric_slots.minute_at
                    WHEN date_trunc('minute'::text, now()) THEN metric_slots.prev_count
                    WHEN (date_trunc('minute'::text, now()) - '00:01:00'::interval) THEN metric_slots.minute_count
                    ELSE (0)::bigint
                END AS "case"
           FROM workers.metric_slots
        ), summed AS (
         SELECT counted.queue_name,
            (sum(counted.processed))::bigint AS processed,
            (sum(counted.failed))::bigint AS failed,
            sum(counted.latency_sum_ms) AS latency_sum_ms,
            min(counted.min_ms) AS min_ms,
            max(counted.max_ms) AS max_ms,
            max(counted.last_success_at) AS last_success_at,
            (sum(counted.last_minute))::bigint AS last_minute
           FROM counted
          GROUP BY counted.queue_name
        ), alive AS (
         SELECT (regexp_replace(lower(heartbeats.queue_name), '^q_'::text, ''::text) COLLATE "C") AS queue_name,
            count(*) AS workers
           FROM workers.heartbeats
          WHERE (((heartbeats.status)::text <> 'stopped'::text) AND (heartbeats.last_heartbeat_at >= (now() - '00:05:00'::interval)))
          GROUP BY (regexp_replace(lower(heartbeats.queue_name), '^q_'::text, ''::text) COLLATE "C")
        )
 SELECT queue.queue_name,
    COALESCE(summed.processed, (0)::bigint) AS total_processed,
    COALESCE(summed.failed, (0)::bigint) AS total_failed,
    COALESCE(round(((100.0 * (summed.failed)::numeric) / (NULLIF((summed.processed + summed.failed), 0))::numeric), 2), (0)::numeric) AS failure_rate_pct,
    (COALESCE(round((summed.latency_sum_ms / (NULLIF(summed.processed, 0))::numeric)), (0)::numeric))::bigint AS avg_latency_ms,
    summed.min_ms AS min_latency_ms,
    COALESCE(summed.max_ms, 0) AS max_latency_ms,
    summed.last_success_at,
    round((EXTRACT(epoch FROM (now() -
        CASE
            WHEN isfinite(summed.last_success_at) THEN summed.last_success_at
            ELSE NULL::timestamp with time zone
        END)) / (60)::numeric), 2) AS minutes_since_last_success,
    (COALESCE(summed.last_minute, (0)::bigint))::numeric(10,2) AS throughput_jpm,
    COALESCE(alive.workers, (0)::bigint) AS active_workers,
    queue.depth,
    queue.in_flight,
    queue.oldest_message_age_seconds,
    COALESCE(dead.letters, (0)::bigint) AS dead_letters,
    queue.retrying,
    queue.delayed
   FROM (((workers.queue_states() queue(queue_name, depth, in_flight, retrying, delayed, oldest_message_age_seconds)
     LEFT JOIN summed ON ((summed.queue_name = (lower(queue.queue_name) COLLATE "C"))))
     LEFT JOIN alive ON ((alive.queue_name = (lower(queue.queue_name) COLLATE "C"))))
     LEFT JOIN workers.unresolved_letters() dead(queue_name, letters) ON ((dead.queue_name = lower(queue.queue_name))));


ALTER VIEW workers.v_queue_metrics OWNER TO dragonfly_owner;

--
-- Name: VIEW v_queue_metrics; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON VIEW workers.v_queue_metrics IS 'Every queue with its counters, the states of its messages (depth, in_flight, retrying, delayed), its workers and dead letters.';


--
-- Name: v_worker_health; Type: VIEW; Schema: workers; Owner: dragonfly_owner
--

CREATE VIEW workers.v_worker_health WITH (security_invoker='true') AS
 SELECT queue_name,
    worker_id,
    hostname,
    status,
    last_heartbeat_at,
    (
        CASE
            WHEN isfinite(last_heartbeat_at) THEN GREATEST(LEAST(floor(EXTRACT(epoch FROM (now() - last_heartbeat_at))), (2147483647)::numeric), ('-2147483648'::integer)::numeric)
            ELSE NULL::numeric
        END)::integer AS seconds_since_heartbeat,
    jobs_processed,
    jobs_failed,
    version,
    pid,
        CASE
            WHEN ((status)::text = 'stopped'::text) THEN 'stopped'::text
            WHEN (last_heartbeat_at < (now() - '00:05:00'::interval)) THEN 'dead'::text
            WHEN (last_heartbeat_at < (now() - '00:02:00'::interval)) THEN 'stale'::text
            ELSE 'alive'::text
        END AS health_status
   FROM workers.heartbeats;


ALTER VIEW workers.v_worker_health OWNER TO dragonfly_owner;

--
-- Name: VIEW v_worker_health; Type: COMMENT; Schema: workers; Owner: dragonfly_owner
--

COMMENT ON VIEW workers.v_worker_health IS 'Workers and their health: alive, stale (over 2 minutes), dead (over 5), stopped.';


--
-- Data for Name: notes; Type: TABLE DATA; Schema: app; Owner: postgres
--

COPY app.notes (id, body, job, updated_at) FROM stdin;
1	about 3	3	2026-12-01 14:43:36.562269+00
2	about 4	4	2026-12-01 14:43:36.562269+00
3	about 5	5	2026-12-01 14:43:36.562269+00
4	about 6	6	2026-12-01 14:43:36.562269+00
5	about 7	7	2026-12-01 14:43:36.562269+00
6	about 1	1	2026-12-01 14:43:36.562269+00
7	about 2	2	2026-12-01 14:43:36.562269+00
\.


--
-- Data for Name: idempotency_keys; Type: TABLE DATA; Schema: dragonfly; Owner: dragonfly_owner
--

COPY dragonfly.idempotency_keys (queue, key, msg_id, retained_since, cancelled_at, batch) FROM stdin;
case_copilot	job-2	2	2026-12-01 14:43:36.450753+00	\N	\N
case_copilot	job-3	3	2026-12-01 14:43:36.450753+00	\N	\N
case_copilot	job-4	4	2026-12-01 14:43:36.450753+00	\N	\N
case_copilot	job-5	5	2026-12-01 14:43:36.450753+00	\N	\N
case_copilot	job-6	6	2026-12-01 14:43:36.450753+00	\N	\N
enforce	job-2	2	2026-12-01 14:43:36.450753+00	\N	\N
enforce	job-3	3	2026-12-01 14:43:36.450753+00	\N	\N
enforce	job-4	4	2026-12-01 14:43:36.450753+00	\N	\N
enforce	job-5	5	2026-12-01 14:43:36.450753+00	\N	\N
enforce	job-6	6	2026-12-01 14:43:36.450753+00	\N	\N
enrich	job-2	2	2026-12-01 14:43:36.450753+00	\N	\N
enrich	job-3	3	2026-12-01 14:43:36.450753+00	\N	\N
enrich	job-4	4	2026-12-01 14:43:36.450753+00	\N	\N
enrich	job-5	5	2026-12-01 14:43:36.450753+00	\N	\N
enrich	job-6	6	2026-12-01 14:43:36.450753+00	\N	\N
outreach	job-2	2	2026-12-01 14:43:36.450753+00	\N	\N
outreach	job-3	3	2026-12-01 14:43:36.450753+00	\N	\N
outreach	job-4	4	2026-12-01 14:43:36.450753+00	\N	\N
outreach	job-5	5	2026-12-01 14:43:36.450753+00	\N	\N
outreach	job-6	6	2026-12-01 14:43:36.450753+00	\N	\N
enrich	batch-1	7	2026-12-01 14:43:36.462292+00	\N	\N
outreach	batch-2	7	2026-12-01 14:43:36.462292+00	\N	\N
enforce	later	7	2026-12-02 14:43:36.465782+00	\N	\N
outreach	much later	8	2027-09-27 14:43:36.466109+00	\N	\N
case_copilot	quote ' tab \t back \\ newline \n ünï ☃	7	2026-12-01 14:43:36.46657+00	\N	\N
ingest_raw	job-2	2	2026-12-01 14:43:36.503541+00	\N	\N
ingest_raw	job-3	3	2026-12-01 14:43:36.503541+00	\N	\N
ingest_raw	job-4	4	2026-12-01 14:43:36.503541+00	\N	\N
ingest_raw	job-5	5	2026-12-01 14:43:36.503541+00	\N	\N
simplicity_ingest	job-2	2	2026-12-01 14:43:36.503541+00	\N	\N
simplicity_ingest	job-3	3	2026-12-01 14:43:36.503541+00	\N	\N
simplicity_ingest	job-4	4	2026-12-01 14:43:36.503541+00	\N	\N
simplicity_ingest	job-5	5	2026-12-01 14:43:36.503541+00	\N	\N
mail	job-2	2	2026-12-01 14:43:36.503541+00	\N	\N
mail	job-3	3	2026-12-01 14:43:36.503541+00	\N	\N
mail	job-4	4	2026-12-01 14:43:36.503541+00	\N	\N
mail	job-5	5	2026-12-01 14:43:36.503541+00	\N	\N
case_copilot	job-1	1	2026-12-01 14:43:36.450753+00	\N	first
enforce	job-1	1	2026-12-01 14:43:36.450753+00	\N	first
enrich	job-1	1	2026-12-01 14:43:36.450753+00	\N	first
outreach	job-1	1	2026-12-01 14:43:36.450753+00	\N	first
ingest_raw	job-1	1	2026-12-01 14:43:36.503541+00	\N	first
simplicity_ingest	job-1	1	2026-12-01 14:43:36.503541+00	\N	first
mail	job-1	1	2026-12-01 14:43:36.503541+00	\N	first
enforce	simplicity:enforce:1	8	2026-12-01 14:52:53.455831+00	\N	\N
enrich	simplicity:enrich:1	11	2026-12-01 14:52:53.455831+00	\N	\N
\.


--
-- Data for Name: job_queue; Type: TABLE DATA; Schema: dragonfly; Owner: dragonfly_owner
--

COPY dragonfly.job_queue (job_id, type, created_at, attempts, max_attempts, run_id, lease_until, lease_seconds, worker, available_at) FROM stdin;
ddb53b9b-be6a-45e3-ba1e-eef70bbb530d	mail	2026-12-01 14:52:53.392271	0	3	\N	\N	\N	\N	\N
bb8e13c0-7ea9-486b-ac39-aaa672ff4271	tech_rfp_report	2026-12-01 14:52:53.392271	0	3	\N	\N	\N	\N	\N
c62c9a6f-be6f-47ef-9fbf-87ecca883413	tech_rfp_report	2026-12-01 14:52:53.392271	0	3	\N	\N	\N	\N	\N
6481c298-459d-4f6a-8a1c-131115a67bc2	tech_rfp_report	2026-12-01 14:52:53.392271	1	3	19383425-65ba-4688-ab0f-52eeb7c3df6f	2026-12-02 14:52:53.404787+00	86400	w	\N
ab55ad4b-0d90-4ab7-85cb-7779bc7247e4	mail	2026-12-01 14:52:53.392271	1	3	269d7057-49a1-425e-913d-01898469b1fe	2026-12-02 14:52:53.404787+00	86400	w	\N
b17d8c25-beae-4e18-8d6f-97d1a72533d7	mail	2026-12-01 14:52:53.392271	1	3	946aa59c-31c2-4637-af27-798b4ead04ac	\N	\N	\N	\N
\.


--
-- Data for Name: settings; Type: TABLE DATA; Schema: dragonfly; Owner: dragonfly_owner
--

COPY dragonfly.settings (name, value, updated_at) FROM stdin;
operator:note	{"kept": true}	2026-12-01 14:43:36.547364+00
\.


--
-- Data for Name: assets; Type: TABLE DATA; Schema: enrichment; Owner: dragonfly_owner
--

COPY enrichment.assets (asset_id, entity_id, asset_type, meta_json, confidence, source, created_at) FROM stdin;
6e16ffb8-2508-4208-82bb-2fbe73d309ca	d3fa6f8e-1766-44ed-85a8-59402863f06b	vehicle	{}	0.00	\N	2026-12-01 14:52:53.535921+00
\.


--
-- Data for Name: contacts; Type: TABLE DATA; Schema: enrichment; Owner: dragonfly_owner
--

COPY enrichment.contacts (contact_id, entity_id, kind, value, source, validated_bool, score, created_at) FROM stdin;
\.


--
-- Data for Name: cases; Type: TABLE DATA; Schema: judgments; Owner: dragonfly_owner
--

COPY judgments.cases (case_id, id, org_id, source, source_system, external_id, source_url, state, county, court_name, court, docket_number, index_no, case_number, title, case_type, case_status, status, case_url, owner, jurisdiction, assigned_judge, filing_date, judgment_date, principal_amt, amount_awarded, currency, metadata, raw, ingestion_run_id, created_at, updated_at, collectability_score, identity_score, contactability_score, asset_score, recency_amount_score, adverse_penalty, collectability_tier, last_enriched_at, last_scored_at) FROM stdin;
f4880597-c7ff-4837-bb98-0d3eca3c0c9f	f4880597-c7ff-4837-bb98-0d3eca3c0c9f	00000000-0000-0000-0000-000000000000	nyscef	unknown	\N	\N	NY	Kings	\N	\N	\N	\N	J-1	Untitled Case	active	\N	active	\N	\N	\N	\N	\N	2026-12-01	\N	5000.00	USD	\N	{"state": "NY", "county": "Kings", "source": "nyscef", "status": "active", "case_type": "active", "case_number": "J-1", "amount_awarded": 5000}	\N	2026-12-01 14:52:53.480155+00	2026-12-01 14:52:53.531198+00	6.00	1.00	2.00	3.00	4.00	5.00	B	2026-12-01 14:52:53.524651+00	2026-12-01 14:52:53.531198+00
\.


--
-- Data for Name: enrichment_runs; Type: TABLE DATA; Schema: judgments; Owner: dragonfly_owner
--

COPY judgments.enrichment_runs (id, case_id, status, summary, raw, created_at) FROM stdin;
1	f4880597-c7ff-4837-bb98-0d3eca3c0c9f	completed	found	\N	2026-12-01 14:52:53.524651+00
\.


--
-- Data for Name: entities; Type: TABLE DATA; Schema: parties; Owner: dragonfly_owner
--

COPY parties.entities (entity_id, org_id, case_id, role, name_full, first_name, last_name, business_name, ein_or_ssn, address, phones, emails, raw, name_normalized, created_at, updated_at) FROM stdin;
d3fa6f8e-1766-44ed-85a8-59402863f06b	00000000-0000-0000-0000-000000000000	f4880597-c7ff-4837-bb98-0d3eca3c0c9f	defendant	Dee	\N	\N	\N	\N	\N	\N	\N	{"name": "Dee"}	dee	2026-12-01 14:52:53.480155+00	2026-12-01 14:52:53.480155+00
\.


--
-- Data for Name: entity_links; Type: TABLE DATA; Schema: parties; Owner: dragonfly_owner
--

COPY parties.entity_links (entity_id, plaintiff_id, judgment_id, created_at) FROM stdin;
\.


--
-- Data for Name: a_application_queue; Type: TABLE DATA; Schema: pgmq; Owner: postgres
--

COPY pgmq.a_application_queue (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: a_case_copilot; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_case_copilot (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: a_comms_outbound; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_comms_outbound (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: a_content; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_content (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
1	1	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.314621+00	2026-12-01 14:52:53.322216+00	2026-12-01 15:02:53.314621+00	{"stage": "research", "job_id": "b85e8817-a3e5-4f8a-8df9-94b6ae66ae97", "payload": {"n": 1.10, "big": 12345678901234567890123}, "priority": 0, "enqueued_at": "2026-12-01T14:52:53.288051Z", "available_at": "2026-12-01T14:52:53.288051Z"}	\N
2	1	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.314621+00	2026-12-01 14:52:53.325987+00	2026-12-01 15:02:53.314621+00	{"stage": "research", "job_id": "4243cf5e-0b14-4f1d-886b-744bfe732704", "payload": {"n": 1.10, "big": 12345678901234567890123}, "priority": 0, "enqueued_at": "2026-12-01T14:52:53.288051Z", "available_at": "2026-12-01T14:52:53.288051Z"}	\N
3	1	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.314621+00	2026-12-01 14:52:53.328707+00	2026-12-01 15:02:53.314621+00	{"stage": "research", "job_id": "97bd3506-be67-4632-82a4-74420baf3344", "payload": {"n": 1.10, "big": 12345678901234567890123}, "priority": 0, "enqueued_at": "2026-12-01T14:52:53.288051Z", "available_at": "2026-12-01T14:52:53.288051Z"}	\N
4	1	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.314621+00	2026-12-01 14:52:53.331733+00	2026-12-01 15:02:53.314621+00	{"stage": "research", "job_id": "0ef9244c-a859-4933-97e8-1e7174889c61", "payload": {"n": 1.10, "big": 12345678901234567890123}, "priority": 0, "enqueued_at": "2026-12-01T14:52:53.288051Z", "available_at": "2026-12-01T14:52:53.288051Z"}	\N
\.


--
-- Data for Name: a_dead_letter; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_dead_letter (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: a_enforce; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_enforce (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: a_enforcement_drafting; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_enforcement_drafting (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: a_enforcement_strategy; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_enforcement_strategy (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: a_enrich; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_enrich (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: a_enrich_skiptrace; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_enrich_skiptrace (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: a_ingest_raw; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_ingest_raw (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
1	1	2026-12-01 14:43:36.503541+00	2026-12-01 14:43:36.513264+00	2026-12-01 14:43:36.518604+00	2026-12-02 02:43:36.513264+00	{"job_id": "8605c110-099d-4923-ba55-c8fc66c53dad", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "53b8f1f9-248d-4b65-ba91-399858477b9f", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-1"}	\N
6	1	2026-12-01 14:43:36.512539+00	2026-12-01 14:43:36.533134+00	2026-12-01 14:43:36.533029+00	2026-12-02 02:43:36.533134+00	{"no": "envelope"}	\N
\.


--
-- Data for Name: a_mail; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_mail (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
1	1	2026-12-01 14:43:36.503541+00	2026-12-01 14:43:36.515912+00	2026-12-01 14:43:36.52724+00	2026-12-02 02:43:36.515912+00	{"job_id": "f14f26d3-7e7a-488e-aa5c-cdcc14ba09c7", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "37e21aa9-ce7e-46cb-a448-e36fb69efa63", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-1"}	\N
\.


--
-- Data for Name: a_monitoring_recheck; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_monitoring_recheck (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: a_outreach; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_outreach (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
1	0	2026-12-01 14:43:36.450753+00	\N	2026-12-01 14:43:36.468737+00	2026-12-01 14:43:36.450753+00	{"kind": "outreach", "payload": {"n": 1}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-1"}	\N
2	0	2026-12-01 14:43:36.450753+00	\N	2026-12-01 14:43:36.468737+00	2026-12-01 14:43:36.450753+00	{"kind": "outreach", "payload": {"n": 2}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-2"}	\N
\.


--
-- Data for Name: a_schema; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_schema (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: a_score_collectability; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_score_collectability (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: a_simplicity_ingest; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_simplicity_ingest (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: a_tsv; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.a_tsv (msg_id, read_ct, enqueued_at, last_read_at, archived_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: meta; Type: TABLE DATA; Schema: pgmq; Owner: postgres
--

COPY pgmq.meta (queue_name, is_partitioned, is_unlogged, created_at) FROM stdin;
case_copilot	f	f	2026-12-01 14:43:35.541912+00
enforce	f	f	2026-12-01 14:43:35.541912+00
enrich	f	f	2026-12-01 14:43:35.541912+00
outreach	f	f	2026-12-01 14:43:35.541912+00
comms_outbound	f	f	2026-12-01 14:43:35.541912+00
dead_letter	f	f	2026-12-01 14:43:35.541912+00
enforcement_drafting	f	f	2026-12-01 14:43:35.541912+00
enforcement_strategy	f	f	2026-12-01 14:43:35.541912+00
enrich_skiptrace	f	f	2026-12-01 14:43:35.541912+00
ingest_raw	f	f	2026-12-01 14:43:35.541912+00
monitoring_recheck	f	f	2026-12-01 14:43:35.541912+00
score_collectability	f	f	2026-12-01 14:43:35.541912+00
simplicity_ingest	f	f	2026-12-01 14:43:35.541912+00
content	f	f	2026-12-01 14:43:35.541912+00
schema	f	f	2026-12-01 14:43:35.541912+00
tsv	f	f	2026-12-01 14:43:35.541912+00
mail	f	f	2026-12-01 14:43:36.480937+00
application_queue	f	f	2026-12-01 14:43:36.569441+00
\.


--
-- Data for Name: notify_insert_throttle; Type: TABLE DATA; Schema: pgmq; Owner: postgres
--

COPY pgmq.notify_insert_throttle (queue_name, throttle_interval_ms, last_notified_at) FROM stdin;
\.


--
-- Data for Name: q_application_queue; Type: TABLE DATA; Schema: pgmq; Owner: postgres
--

COPY pgmq.q_application_queue (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
1	0	2026-12-01 14:43:36.573197+00	\N	2026-12-01 14:43:36.573357+00	{}	\N
\.


--
-- Data for Name: q_case_copilot; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_case_copilot (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
7	0	2026-12-01 14:43:36.46657+00	\N	2026-12-01 14:43:36.46657+00	{"kind": "case_copilot", "payload": {"n": 1.10, "big": 12345678901234567890123, "nul": null, "text": "a\\\\b\\"c\\td"}, "enqueued_at": "2026-12-01T14:43:36.46657Z", "idempotency_key": "quote ' tab \\t back \\\\ newline \\n ünï ☃"}	\N
\.


--
-- Data for Name: q_comms_outbound; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_comms_outbound (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: q_content; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_content (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
6	0	2026-12-01 14:52:53.288051+00	\N	2026-12-01 14:52:53.288051+00	{"stage": "research", "job_id": "e3c73746-0d75-46fc-a6f7-162a119fd290", "payload": {"n": 1.10, "big": 12345678901234567890123}, "priority": 0, "enqueued_at": "2026-12-01T14:52:53.288051Z", "available_at": "2026-12-01T14:52:53.288051Z"}	\N
7	0	2026-12-01 14:52:53.288051+00	\N	2026-12-01 14:52:53.288051+00	{"stage": "research", "job_id": "3684e168-131d-4473-adc4-4425e66aaa95", "payload": {"n": 1.10, "big": 12345678901234567890123}, "priority": 0, "enqueued_at": "2026-12-01T14:52:53.288051Z", "available_at": "2026-12-01T14:52:53.288051Z"}	\N
8	0	2026-12-01 14:52:53.288051+00	\N	2026-12-01 14:52:53.288051+00	{"stage": "research", "job_id": "f9f3be58-3084-4d38-a7b9-93fe5020b5e0", "payload": {"n": 1.10, "big": 12345678901234567890123}, "priority": 0, "enqueued_at": "2026-12-01T14:52:53.288051Z", "available_at": "2026-12-01T14:52:53.288051Z"}	\N
5	1	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.314621+00	2026-12-01 15:02:53.314621+00	{"stage": "research", "job_id": "1d132dda-0a28-4e24-856c-022f1be6b70c", "payload": {"n": 1.10, "big": 12345678901234567890123}, "priority": 0, "enqueued_at": "2026-12-01T14:52:53.288051Z", "available_at": "2026-12-01T14:52:53.288051Z"}	\N
9	0	2026-12-01 14:52:53.322216+00	\N	2026-12-01 14:52:53.322216+00	{"stage": "outline", "job_id": "b85e8817-a3e5-4f8a-8df9-94b6ae66ae97", "payload": {"text": "ünï \\" ☃"}, "priority": 0, "enqueued_at": "2026-12-01T14:52:53.322216Z", "available_at": "2026-12-01T14:52:53.322216Z"}	\N
10	0	2026-12-01 14:52:53.325987+00	\N	2026-12-01 14:53:53.325987+00	{"stage": "research", "job_id": "4243cf5e-0b14-4f1d-886b-744bfe732704", "payload": {"n": 1.10, "big": 12345678901234567890123}, "priority": 0, "enqueued_at": "2026-12-01T14:52:53.325987Z", "available_at": "2026-12-01T14:53:53.325987Z"}	\N
11	0	2026-12-01 14:52:53.33452+00	\N	2026-12-02 14:52:53.33452+00	{"stage": "later", "job_id": "7081cbfc-5b1d-4bde-a3c8-a8c1cbd927b2", "payload": {}, "priority": 0, "enqueued_at": "2026-12-01T14:52:53.33452Z", "available_at": "2026-12-02T14:52:53.33452Z"}	\N
\.


--
-- Data for Name: q_dead_letter; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_dead_letter (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
1	0	2026-12-01 14:43:36.52724+00	\N	2026-12-01 14:43:36.528737+00	{"error": "Not retryable", "worker_id": "00000000-0000-0000-0000-000000000001", "dlq_log_id": "256ddffd-e0ce-446d-8aa1-9517d6131395", "attempt_count": 1, "error_message": "boom", "original_queue": "mail", "idempotency_key": "job-1", "moved_to_dlq_at": "2026-12-01T14:43:36.528737Z", "original_job_id": 1, "original_msg_id": 1, "original_payload": {"job_id": "f14f26d3-7e7a-488e-aa5c-cdcc14ba09c7", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "37e21aa9-ce7e-46cb-a448-e36fb69efa63", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-1"}, "validation_errors": null}	\N
2	0	2026-12-01 14:43:36.533029+00	\N	2026-12-01 14:43:36.533134+00	{"error": "Invalid Envelope", "worker_id": "00000000-0000-0000-0000-000000000002", "dlq_log_id": "80941e04-7776-411f-8a9b-691ebaa6ffcd", "attempt_count": 0, "error_message": "Invalid Envelope", "original_queue": "ingest_raw", "idempotency_key": null, "moved_to_dlq_at": "2026-12-01T14:43:36.533134Z", "original_job_id": 6, "original_msg_id": 6, "original_payload": {"no": "envelope"}, "validation_errors": [{"loc": ["org_id"], "msg": "Field required", "type": "missing", "input": {"no": "envelope"}}, {"loc": ["idempotency_key"], "msg": "Field required", "type": "missing", "input": {"no": "envelope"}}, {"loc": ["entity_type"], "msg": "Field required", "type": "missing", "input": {"no": "envelope"}}, {"loc": ["entity_id"], "msg": "Field required", "type": "missing", "input": {"no": "envelope"}}, {"loc": ["payload"], "msg": "Field required", "type": "missing", "input": {"no": "envelope"}}, {"loc": ["no"], "msg": "Extra inputs are not permitted", "type": "extra_forbidden", "input": "envelope"}]}	\N
\.


--
-- Data for Name: q_enforce; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_enforce (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
3	0	2026-12-01 14:43:36.450753+00	\N	2026-12-01 14:43:36.450753+00	{"kind": "enforce", "payload": {"n": 3}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-3"}	\N
4	0	2026-12-01 14:43:36.450753+00	\N	2026-12-01 14:43:36.450753+00	{"kind": "enforce", "payload": {"n": 4}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-4"}	\N
5	0	2026-12-01 14:43:36.450753+00	\N	2026-12-01 14:43:36.450753+00	{"kind": "enforce", "payload": {"n": 5}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-5"}	\N
6	0	2026-12-01 14:43:36.450753+00	\N	2026-12-01 14:43:36.450753+00	{"kind": "enforce", "payload": {"n": 6}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-6"}	\N
7	0	2026-12-01 14:43:36.465782+00	\N	2026-12-02 14:43:36.465782+00	{"kind": "enforce", "payload": {}, "enqueued_at": "2026-12-01T14:43:36.465782Z", "idempotency_key": "later"}	\N
8	0	2026-12-01 14:52:53.455831+00	\N	2026-12-01 14:52:53.455831+00	{"kind": "enforce", "payload": {"case_number": "J-1", "judgment_id": 1, "plaintiff_id": "d45c76d0-50b5-44e5-9ca7-c7bf06dcd167", "import_run_id": "00000000-0000-0000-0000-00000000000a"}, "enqueued_at": "2026-12-01T14:52:53.455831Z", "idempotency_key": "simplicity:enforce:1"}	\N
\.


--
-- Data for Name: q_enforcement_drafting; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_enforcement_drafting (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: q_enforcement_strategy; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_enforcement_strategy (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: q_enrich; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_enrich (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
3	0	2026-12-01 14:43:36.450753+00	\N	2026-12-01 14:43:36.450753+00	{"kind": "enrich", "payload": {"n": 3}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-3"}	\N
4	0	2026-12-01 14:43:36.450753+00	\N	2026-12-01 14:43:36.450753+00	{"kind": "enrich", "payload": {"n": 4}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-4"}	\N
5	0	2026-12-01 14:43:36.450753+00	\N	2026-12-01 14:43:36.450753+00	{"kind": "enrich", "payload": {"n": 5}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-5"}	\N
6	0	2026-12-01 14:43:36.450753+00	\N	2026-12-01 14:43:36.450753+00	{"kind": "enrich", "payload": {"n": 6}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-6"}	\N
7	0	2026-12-01 14:43:36.462292+00	\N	2026-12-01 14:43:36.462292+00	{"kind": "enrich", "payload": {}, "enqueued_at": "2026-12-01T14:43:36.462292Z", "idempotency_key": "batch-1"}	\N
1	1	2026-12-01 14:43:36.450753+00	2026-12-01 14:43:36.467019+00	2026-12-02 02:43:36.467019+00	{"kind": "enrich", "payload": {"n": 1}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-1"}	\N
2	1	2026-12-01 14:43:36.450753+00	2026-12-01 14:43:36.467019+00	2026-12-02 02:43:36.467019+00	{"kind": "enrich", "payload": {"n": 2}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-2"}	\N
11	0	2026-12-01 14:52:53.455831+00	\N	2026-12-01 14:52:53.455831+00	{"kind": "enrich", "payload": {"case_number": "J-1", "judgment_id": 1, "plaintiff_id": "d45c76d0-50b5-44e5-9ca7-c7bf06dcd167", "import_run_id": "00000000-0000-0000-0000-00000000000a"}, "enqueued_at": "2026-12-01T14:52:53.455831Z", "idempotency_key": "simplicity:enrich:1"}	\N
\.


--
-- Data for Name: q_enrich_skiptrace; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_enrich_skiptrace (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: q_ingest_raw; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_ingest_raw (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
3	1	2026-12-01 14:43:36.503541+00	2026-12-01 14:43:36.513264+00	2026-12-02 02:43:36.513264+00	{"job_id": "63d55880-70cb-4fd9-b5c4-2421ecc9e78c", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "c2873e6d-b7f7-4f64-99dc-6365f13d2110", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-3"}	\N
2	1	2026-12-01 14:43:36.503541+00	2026-12-01 14:43:36.513264+00	2026-12-01 14:44:07.524542+00	{"job_id": "1cf6da07-2f25-4373-ba7c-711ba2772533", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "79c87378-a567-4394-911c-7ae6fbe0a4aa", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-2"}	\N
4	1	2026-12-01 14:43:36.503541+00	2026-12-01 14:43:36.533134+00	2026-12-02 02:43:36.533134+00	{"job_id": "2509ee92-c434-4d27-a2c7-33c3cb7a8f57", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "a989612b-87ce-40ef-97b7-c4e39db179db", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-4"}	\N
5	1	2026-12-01 14:43:36.503541+00	2026-12-01 14:43:36.533134+00	2026-12-02 02:43:36.533134+00	{"job_id": "5a24e597-32e2-4a62-9b96-b2822245a38a", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "6c85417b-4002-485d-b048-9bbda7b133fc", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-5"}	\N
\.


--
-- Data for Name: q_mail; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_mail (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
4	0	2026-12-01 14:43:36.503541+00	\N	2026-12-01 14:43:36.503541+00	{"job_id": "a8ad8d67-2036-41ae-bc6d-a3cef0b713ed", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "c37dc094-be4f-4fa2-b923-12dfe44ccb40", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-4"}	\N
5	0	2026-12-01 14:43:36.503541+00	\N	2026-12-01 14:43:36.503541+00	{"job_id": "dc8ceb52-9ceb-4488-bc31-f7859b591571", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "c18c7e5c-d17d-48ae-bf4f-6fa34f64deca", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-5"}	\N
2	1	2026-12-01 14:43:36.503541+00	2026-12-01 14:43:36.515912+00	2026-12-02 02:43:36.515912+00	{"job_id": "99e278e7-1fb1-4ee2-98ea-c571cb9e3333", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "35572889-692e-4857-9878-46ec642c6928", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-2"}	\N
3	1	2026-12-01 14:43:36.503541+00	2026-12-01 14:43:36.515912+00	2026-12-02 02:43:36.515912+00	{"job_id": "f426fdfc-233e-4fba-bb7a-b3e65b4cf4b8", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "e6b5db14-f76c-4aa4-9f6d-0849cfca66a7", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-3"}	\N
\.


--
-- Data for Name: q_monitoring_recheck; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_monitoring_recheck (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: q_outreach; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_outreach (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
3	0	2026-12-01 14:43:36.450753+00	\N	2026-12-01 14:43:36.450753+00	{"kind": "outreach", "payload": {"n": 3}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-3"}	\N
4	0	2026-12-01 14:43:36.450753+00	\N	2026-12-01 14:43:36.450753+00	{"kind": "outreach", "payload": {"n": 4}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-4"}	\N
5	0	2026-12-01 14:43:36.450753+00	\N	2026-12-01 14:43:36.450753+00	{"kind": "outreach", "payload": {"n": 5}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-5"}	\N
6	0	2026-12-01 14:43:36.450753+00	\N	2026-12-01 14:43:36.450753+00	{"kind": "outreach", "payload": {"n": 6}, "enqueued_at": "2026-12-01T14:43:36.450753Z", "idempotency_key": "job-6"}	\N
7	0	2026-12-01 14:43:36.462292+00	\N	2026-12-01 14:43:36.462292+00	{"kind": "outreach", "payload": {}, "enqueued_at": "2026-12-01T14:43:36.462292Z", "idempotency_key": "batch-2"}	\N
8	0	2026-12-01 14:43:36.466109+00	\N	2027-09-27 14:43:36.466109+00	{"kind": "outreach", "payload": {}, "enqueued_at": "2026-12-01T14:43:36.466109Z", "idempotency_key": "much later"}	\N
\.


--
-- Data for Name: q_schema; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_schema (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
1	0	2026-12-01 14:52:53.305777+00	\N	2026-12-01 14:52:53.305777+00	{"stage": "research", "job_id": "7081cbfc-5b1d-4bde-a3c8-a8c1cbd927b2", "payload": {}, "priority": 0, "enqueued_at": "2026-12-01T14:52:53.305777Z", "available_at": "2026-12-01T14:52:53.305777Z"}	\N
\.


--
-- Data for Name: q_score_collectability; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_score_collectability (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
\.


--
-- Data for Name: q_simplicity_ingest; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_simplicity_ingest (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
1	0	2026-12-01 14:43:36.503541+00	\N	2026-12-01 14:43:36.503541+00	{"job_id": "c06e7357-6112-423e-8599-e13a4c87896d", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "4ec82c65-8be6-4ed1-be43-46c7c10b464b", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-1"}	\N
2	0	2026-12-01 14:43:36.503541+00	\N	2026-12-01 14:43:36.503541+00	{"job_id": "b1f08831-90ee-4ea7-9940-83931a7f75a7", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "425606cb-f407-479f-8344-763f5ef6d313", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-2"}	\N
3	0	2026-12-01 14:43:36.503541+00	\N	2026-12-01 14:43:36.503541+00	{"job_id": "2199df1e-b642-4698-b010-73b8275556a1", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "d9d9691f-95ca-4e13-815f-1e588db0941e", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-3"}	\N
4	0	2026-12-01 14:43:36.503541+00	\N	2026-12-01 14:43:36.503541+00	{"job_id": "de1596e4-6889-4b54-8644-be8160b66262", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "0ccdfdd5-8a9b-48e3-9fd4-cfe9f8cc9380", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-4"}	\N
5	0	2026-12-01 14:43:36.503541+00	\N	2026-12-01 14:43:36.503541+00	{"job_id": "45724cf4-50fd-487f-99b2-d2f056470777", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "9da8fd58-05dc-478f-9eb7-39b959a6aa9a", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-5"}	\N
\.


--
-- Data for Name: q_tsv; Type: TABLE DATA; Schema: pgmq; Owner: dragonfly_owner
--

COPY pgmq.q_tsv (msg_id, read_ct, enqueued_at, last_read_at, vt, message, headers) FROM stdin;
1	0	2026-12-01 14:52:53.305777+00	\N	2026-12-01 14:52:53.305777+00	{"stage": "research", "job_id": "c2c8b6c6-1c82-4ecf-9dac-23e0fd39165b", "payload": {}, "priority": 0, "enqueued_at": "2026-12-01T14:52:53.305777Z", "available_at": "2026-12-01T14:52:53.305777Z"}	\N
\.


--
-- Data for Name: topic_bindings; Type: TABLE DATA; Schema: pgmq; Owner: postgres
--

COPY pgmq.topic_bindings (pattern, queue_name, bound_at) FROM stdin;
\.


--
-- Data for Name: case_copilot_logs; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.case_copilot_logs (id, case_id, model, metadata, created_at) FROM stdin;
\.


--
-- Data for Name: content_assets; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.content_assets (id, job_id, asset_type, storage_path, external_url, created_at) FROM stdin;
1	e3c73746-0d75-46fc-a6f7-162a119fd290	image	\N	\N	2026-12-01 14:52:53.33689+00
2	3684e168-131d-4473-adc4-4425e66aaa95	image	\N	\N	2026-12-01 14:52:53.33689+00
3	f9f3be58-3084-4d38-a7b9-93fe5020b5e0	image	\N	\N	2026-12-01 14:52:53.33689+00
4	c2c8b6c6-1c82-4ecf-9dac-23e0fd39165b	image	\N	\N	2026-12-01 14:52:53.33689+00
5	1d132dda-0a28-4e24-856c-022f1be6b70c	image	\N	\N	2026-12-01 14:52:53.33689+00
6	b85e8817-a3e5-4f8a-8df9-94b6ae66ae97	image	\N	\N	2026-12-01 14:52:53.33689+00
7	4243cf5e-0b14-4f1d-886b-744bfe732704	image	\N	\N	2026-12-01 14:52:53.33689+00
8	97bd3506-be67-4632-82a4-74420baf3344	image	\N	\N	2026-12-01 14:52:53.33689+00
9	0ef9244c-a859-4933-97e8-1e7174889c61	image	\N	\N	2026-12-01 14:52:53.33689+00
10	7081cbfc-5b1d-4bde-a3c8-a8c1cbd927b2	image	\N	\N	2026-12-01 14:52:53.33689+00
\.


--
-- Data for Name: content_dead_letters; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.content_dead_letters (id, queue_name, msg_id, job_id, stage, payload, failure_reason, error_details, attempt_count, routed_at, created_at, resolved_at, resolution_notes) FROM stdin;
1	content	3	97bd3506-be67-4632-82a4-74420baf3344	research	{"stage": "research", "job_id": "97bd3506-be67-4632-82a4-74420baf3344", "payload": {"n": 1.10, "big": 12345678901234567890123}, "priority": 0, "enqueued_at": "2026-12-01T14:52:53.288051Z", "available_at": "2026-12-01T14:52:53.288051Z"}	not_retryable	{"message": "y"}	1	2026-12-01 14:52:53.328707+00	2026-12-01 14:52:53.328707+00	\N	\N
\.


--
-- Data for Name: content_job_events; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.content_job_events (id, job_id, stage, status, message, metadata, created_at) FROM stdin;
1	b85e8817-a3e5-4f8a-8df9-94b6ae66ae97	research	queued	Queued on content	{"queue": "content", "msg_id": 1, "available_at": "2026-12-01T14:52:53.288051Z"}	2026-12-01 14:52:53.288051+00
2	4243cf5e-0b14-4f1d-886b-744bfe732704	research	queued	Queued on content	{"queue": "content", "msg_id": 2, "available_at": "2026-12-01T14:52:53.288051Z"}	2026-12-01 14:52:53.288051+00
3	97bd3506-be67-4632-82a4-74420baf3344	research	queued	Queued on content	{"queue": "content", "msg_id": 3, "available_at": "2026-12-01T14:52:53.288051Z"}	2026-12-01 14:52:53.288051+00
4	0ef9244c-a859-4933-97e8-1e7174889c61	research	queued	Queued on content	{"queue": "content", "msg_id": 4, "available_at": "2026-12-01T14:52:53.288051Z"}	2026-12-01 14:52:53.288051+00
5	1d132dda-0a28-4e24-856c-022f1be6b70c	research	queued	Queued on content	{"queue": "content", "msg_id": 5, "available_at": "2026-12-01T14:52:53.288051Z"}	2026-12-01 14:52:53.288051+00
6	e3c73746-0d75-46fc-a6f7-162a119fd290	research	queued	Queued on content	{"queue": "content", "msg_id": 6, "available_at": "2026-12-01T14:52:53.288051Z"}	2026-12-01 14:52:53.288051+00
7	3684e168-131d-4473-adc4-4425e66aaa95	research	queued	Queued on content	{"queue": "content", "msg_id": 7, "available_at": "2026-12-01T14:52:53.288051Z"}	2026-12-01 14:52:53.288051+00
8	f9f3be58-3084-4d38-a7b9-93fe5020b5e0	research	queued	Queued on content	{"queue": "content", "msg_id": 8, "available_at": "2026-12-01T14:52:53.288051Z"}	2026-12-01 14:52:53.288051+00
9	7081cbfc-5b1d-4bde-a3c8-a8c1cbd927b2	research	queued	Queued on schema	{"queue": "schema", "msg_id": 1, "available_at": "2026-12-01T14:52:53.305777Z"}	2026-12-01 14:52:53.305777+00
10	c2c8b6c6-1c82-4ecf-9dac-23e0fd39165b	research	queued	Queued on tsv	{"queue": "tsv", "msg_id": 1, "available_at": "2026-12-01T14:52:53.305777Z"}	2026-12-01 14:52:53.305777+00
11	b85e8817-a3e5-4f8a-8df9-94b6ae66ae97	research	processing	Attempt 1	{"queue": "content", "msg_id": 1, "attempt": 1}	2026-12-01 14:52:53.318635+00
12	4243cf5e-0b14-4f1d-886b-744bfe732704	research	processing	Attempt 1	{"queue": "content", "msg_id": 2, "attempt": 1}	2026-12-01 14:52:53.318635+00
13	97bd3506-be67-4632-82a4-74420baf3344	research	processing	Attempt 1	{"queue": "content", "msg_id": 3, "attempt": 1}	2026-12-01 14:52:53.318635+00
14	0ef9244c-a859-4933-97e8-1e7174889c61	research	processing	Attempt 1	{"queue": "content", "msg_id": 4, "attempt": 1}	2026-12-01 14:52:53.318635+00
15	1d132dda-0a28-4e24-856c-022f1be6b70c	research	processing	Attempt 1	{"queue": "content", "msg_id": 5, "attempt": 1}	2026-12-01 14:52:53.318635+00
16	b85e8817-a3e5-4f8a-8df9-94b6ae66ae97	research	completed	Completed at attempt 1	{"queue": "content", "msg_id": 1, "attempt": 1}	2026-12-01 14:52:53.322216+00
17	b85e8817-a3e5-4f8a-8df9-94b6ae66ae97	outline	queued	Queued on content	{"queue": "content", "msg_id": 9, "available_at": "2026-12-01T14:52:53.322216Z"}	2026-12-01 14:52:53.322216+00
18	4243cf5e-0b14-4f1d-886b-744bfe732704	research	error	x	{"error": {"message": "x"}, "queue": "content", "msg_id": 2, "attempt": 1}	2026-12-01 14:52:53.325987+00
19	4243cf5e-0b14-4f1d-886b-744bfe732704	research	requeued	Queued again for 2026-12-01T14:53:53.325987Z	{"queue": "content", "msg_id": 10, "attempt": 1, "available_at": "2026-12-01T14:53:53.325987Z"}	2026-12-01 14:52:53.325987+00
20	97bd3506-be67-4632-82a4-74420baf3344	research	error	y	{"error": {"message": "y"}, "queue": "content", "msg_id": 3, "reason": "not_retryable", "attempt": 1}	2026-12-01 14:52:53.328707+00
21	97bd3506-be67-4632-82a4-74420baf3344	research	dead_letter	not_retryable	{"error": {"message": "y"}, "queue": "content", "msg_id": 3, "reason": "not_retryable", "attempt": 1}	2026-12-01 14:52:53.328707+00
22	0ef9244c-a859-4933-97e8-1e7174889c61	research	cancelled	no	{}	2026-12-01 14:52:53.331733+00
23	7081cbfc-5b1d-4bde-a3c8-a8c1cbd927b2	later	queued	Queued on content	{"queue": "content", "msg_id": 11, "available_at": "2026-12-02T14:52:53.33452Z"}	2026-12-01 14:52:53.33452+00
\.


--
-- Data for Name: content_job_metrics; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.content_job_metrics (id, job_id, stage, metric_type, metric_value, message_id, attempt_count, priority, metadata, recorded_at, created_at) FROM stdin;
1	e3c73746-0d75-46fc-a6f7-162a119fd290	research	words	1.10	\N	\N	\N	{}	2026-12-01 14:52:53.335217+00	2026-12-01 14:52:53.335217+00
2	3684e168-131d-4473-adc4-4425e66aaa95	research	words	1.10	\N	\N	\N	{}	2026-12-01 14:52:53.335217+00	2026-12-01 14:52:53.335217+00
3	f9f3be58-3084-4d38-a7b9-93fe5020b5e0	research	words	1.10	\N	\N	\N	{}	2026-12-01 14:52:53.335217+00	2026-12-01 14:52:53.335217+00
4	c2c8b6c6-1c82-4ecf-9dac-23e0fd39165b	research	words	1.10	\N	\N	\N	{}	2026-12-01 14:52:53.335217+00	2026-12-01 14:52:53.335217+00
5	1d132dda-0a28-4e24-856c-022f1be6b70c	research	words	1.10	\N	\N	\N	{}	2026-12-01 14:52:53.335217+00	2026-12-01 14:52:53.335217+00
6	b85e8817-a3e5-4f8a-8df9-94b6ae66ae97	research	words	1.10	\N	\N	\N	{}	2026-12-01 14:52:53.335217+00	2026-12-01 14:52:53.335217+00
7	4243cf5e-0b14-4f1d-886b-744bfe732704	research	words	1.10	\N	\N	\N	{}	2026-12-01 14:52:53.335217+00	2026-12-01 14:52:53.335217+00
8	97bd3506-be67-4632-82a4-74420baf3344	research	words	1.10	\N	\N	\N	{}	2026-12-01 14:52:53.335217+00	2026-12-01 14:52:53.335217+00
9	0ef9244c-a859-4933-97e8-1e7174889c61	research	words	1.10	\N	\N	\N	{}	2026-12-01 14:52:53.335217+00	2026-12-01 14:52:53.335217+00
10	7081cbfc-5b1d-4bde-a3c8-a8c1cbd927b2	research	words	1.10	\N	\N	\N	{}	2026-12-01 14:52:53.335217+00	2026-12-01 14:52:53.335217+00
\.


--
-- Data for Name: content_job_stages; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.content_job_stages (job_id, stage, status, queue, msg_id, attempt_count, max_attempts, started_at, finished_at, last_error, priority, retry_delay_seconds, visibility_timeout_seconds, available_at, last_queued_at, last_dequeued_at, next_retry_at, dead_lettered_at, dead_letter_reason) FROM stdin;
e3c73746-0d75-46fc-a6f7-162a119fd290	research	queued	content	6	0	5	\N	\N	\N	0	60	600	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	\N	\N	\N	\N
3684e168-131d-4473-adc4-4425e66aaa95	research	queued	content	7	0	5	\N	\N	\N	0	60	600	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	\N	\N	\N	\N
f9f3be58-3084-4d38-a7b9-93fe5020b5e0	research	queued	content	8	0	5	\N	\N	\N	0	60	600	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	\N	\N	\N	\N
7081cbfc-5b1d-4bde-a3c8-a8c1cbd927b2	research	queued	schema	1	0	5	\N	\N	\N	0	60	600	2026-12-01 14:52:53.305777+00	2026-12-01 14:52:53.305777+00	\N	\N	\N	\N
c2c8b6c6-1c82-4ecf-9dac-23e0fd39165b	research	queued	tsv	1	0	5	\N	\N	\N	0	60	600	2026-12-01 14:52:53.305777+00	2026-12-01 14:52:53.305777+00	\N	\N	\N	\N
1d132dda-0a28-4e24-856c-022f1be6b70c	research	processing	content	5	1	5	2026-12-01 14:52:53.318635+00	\N	\N	0	60	600	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.311436+00	\N	\N	\N
b85e8817-a3e5-4f8a-8df9-94b6ae66ae97	research	completed	content	1	1	5	2026-12-01 14:52:53.318635+00	2026-12-01 14:52:53.322216+00	\N	0	60	600	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.311436+00	\N	\N	\N
b85e8817-a3e5-4f8a-8df9-94b6ae66ae97	outline	queued	content	9	0	5	\N	\N	\N	0	60	600	2026-12-01 14:52:53.322216+00	2026-12-01 14:52:53.322216+00	\N	\N	\N	\N
4243cf5e-0b14-4f1d-886b-744bfe732704	research	queued	content	10	1	5	\N	\N	{"message": "x"}	0	60	600	2026-12-01 14:53:53.325987+00	2026-12-01 14:52:53.325987+00	2026-12-01 14:52:53.311436+00	2026-12-01 14:53:53.325987+00	\N	\N
97bd3506-be67-4632-82a4-74420baf3344	research	failed	content	3	1	5	2026-12-01 14:52:53.318635+00	2026-12-01 14:52:53.328707+00	{"message": "y"}	0	60	600	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.311436+00	\N	2026-12-01 14:52:53.328707+00	not_retryable
0ef9244c-a859-4933-97e8-1e7174889c61	research	cancelled	content	4	1	5	2026-12-01 14:52:53.318635+00	2026-12-01 14:52:53.331733+00	\N	0	60	600	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.311436+00	\N	\N	\N
7081cbfc-5b1d-4bde-a3c8-a8c1cbd927b2	later	queued	content	11	0	5	\N	\N	\N	0	60	600	2026-12-02 14:52:53.33452+00	2026-12-01 14:52:53.33452+00	\N	\N	\N	\N
\.


--
-- Data for Name: content_jobs; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.content_jobs (id, job_type, requester_email, status, stage, priority, payload, result, error, created_at, updated_at, max_attempts, attempt_count, retry_delay_seconds, first_queued_at, last_queued_at, last_dequeued_at, last_completed_at, last_failed_at, last_dead_letter_at) FROM stdin;
e3c73746-0d75-46fc-a6f7-162a119fd290	article	a@example.org	queued	research	0	{"n": 1.10, "big": 12345678901234567890123}	\N	\N	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	5	0	60	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	\N	\N	\N	\N
3684e168-131d-4473-adc4-4425e66aaa95	article	a@example.org	queued	research	0	{"n": 1.10, "big": 12345678901234567890123}	\N	\N	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	5	0	60	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	\N	\N	\N	\N
f9f3be58-3084-4d38-a7b9-93fe5020b5e0	article	a@example.org	queued	research	0	{"n": 1.10, "big": 12345678901234567890123}	\N	\N	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	5	0	60	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	\N	\N	\N	\N
c2c8b6c6-1c82-4ecf-9dac-23e0fd39165b	article	\N	queued	research	0	{}	\N	\N	2026-12-01 14:52:53.305777+00	2026-12-01 14:52:53.305777+00	5	0	60	2026-12-01 14:52:53.305777+00	2026-12-01 14:52:53.305777+00	\N	\N	\N	\N
1d132dda-0a28-4e24-856c-022f1be6b70c	article	a@example.org	processing	research	0	{"n": 1.10, "big": 12345678901234567890123}	\N	\N	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.318635+00	5	1	60	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.311436+00	\N	\N	\N
b85e8817-a3e5-4f8a-8df9-94b6ae66ae97	article	a@example.org	queued	outline	0	{"n": 1.10, "big": 12345678901234567890123}	\N	\N	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.322216+00	5	1	60	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.322216+00	2026-12-01 14:52:53.311436+00	2026-12-01 14:52:53.322216+00	\N	\N
4243cf5e-0b14-4f1d-886b-744bfe732704	article	a@example.org	queued	research	0	{"n": 1.10, "big": 12345678901234567890123}	\N	\N	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.325987+00	5	1	60	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.325987+00	2026-12-01 14:52:53.311436+00	\N	2026-12-01 14:52:53.325987+00	\N
97bd3506-be67-4632-82a4-74420baf3344	article	a@example.org	failed	research	0	{"n": 1.10, "big": 12345678901234567890123}	\N	{"message": "y"}	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.328707+00	5	1	60	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.311436+00	\N	2026-12-01 14:52:53.328707+00	2026-12-01 14:52:53.328707+00
0ef9244c-a859-4933-97e8-1e7174889c61	article	a@example.org	cancelled	research	0	{"n": 1.10, "big": 12345678901234567890123}	\N	\N	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.331733+00	5	1	60	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.288051+00	2026-12-01 14:52:53.311436+00	\N	\N	\N
7081cbfc-5b1d-4bde-a3c8-a8c1cbd927b2	schema	\N	queued	later	0	{}	\N	\N	2026-12-01 14:52:53.305777+00	2026-12-01 14:52:53.33452+00	5	0	60	2026-12-01 14:52:53.305777+00	2026-12-01 14:52:53.33452+00	\N	\N	\N	\N
\.


--
-- Data for Name: content_payloads; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.content_payloads (job_id, stage, data, created_at, updated_at) FROM stdin;
b85e8817-a3e5-4f8a-8df9-94b6ae66ae97	research	{"text": "ünï \\" ☃"}	2026-12-01 14:52:53.322216+00	2026-12-01 14:52:53.322216+00
\.


--
-- Data for Name: content_stage_config; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.content_stage_config (stage, queue, worker_endpoint, max_concurrency, trigger_batch_size, enabled, last_updated_at) FROM stdin;
research	content	http://localhost:54321/functions/v1/content-research-worker	6	10	t	2026-12-01 14:43:35.541912+00
outline	content	http://localhost:54321/functions/v1/content-outline-worker	6	10	t	2026-12-01 14:43:35.541912+00
draft	content	http://localhost:54321/functions/v1/content-draft-worker	4	10	t	2026-12-01 14:43:35.541912+00
export	content	http://localhost:54321/functions/v1/content-export-worker	3	10	t	2026-12-01 14:43:35.541912+00
complete	content	http://localhost:54321/functions/v1/content-complete-worker	2	10	t	2026-12-01 14:43:35.541912+00
qa	content	http://localhost:54321/functions/v1/content-qa-worker	9	10	t	2026-12-01 14:52:53.337639+00
\.


--
-- Data for Name: enforcement_actions; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.enforcement_actions (id, enforcement_case_id, action_type, status, status_reason, opened_at, closed_at, metadata, created_by, updated_by, updated_at) FROM stdin;
af52ee75-9ad4-4a4d-94d4-811001e815da	11e1af62-33e5-4bc9-bc14-6a0649133a94	marshal	completed	\N	2026-12-01 14:52:53.603403+00	2026-12-01 14:52:53.605958+00	{"a": 1}	enforcement_operator	enforcement_operator	2026-12-01 14:52:53.605958+00
f6574740-3e44-443f-98a0-8a390163b78b	11e1af62-33e5-4bc9-bc14-6a0649133a94	subpoena	completed	complied	2026-12-01 14:52:53.611907+00	2026-12-01 14:52:53.615382+00	{"target": "Bank", "due_date": "2026-12-31", "action_id": "f6574740-3e44-443f-98a0-8a390163b78b", "documents_requested": []}	enforcement_operator	enforcement_operator	2026-12-01 14:52:53.615382+00
14bda794-f139-4ca4-968c-a5db907703bd	11e1af62-33e5-4bc9-bc14-6a0649133a94	marshal	cancelled	case closed: satisfied	2026-12-01 14:52:53.607743+00	2026-12-01 14:52:53.618191+00	{"a": 1}	enforcement_operator	enforcement_operator	2026-12-01 14:52:53.618191+00
\.


--
-- Data for Name: enforcement_cases; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.enforcement_cases (id, judgment_id, case_number, plaintiff_id, opened_at, current_stage, status, assigned_to, metadata, created_at, updated_at, tier, tier_reason, tier_as_of, tier_override, override_expires_at, override_note, collectability_score, asset_flags, levy_status, garnishment_status, marshal_status, next_action_at, closed_at, closure_reason, current_balance, stage_entered_at, stage_floor) FROM stdin;
11e1af62-33e5-4bc9-bc14-6a0649133a94	2	T-10409-0	\N	2026-12-01 14:52:53.581154+00	closed	closed	\N	{}	2026-12-01 14:52:53.581154+00	2026-12-01 14:52:53.618191+00	tier3	override	2026-12-01 14:52:53.601703+00	tier3	\N	n	\N	\N	filed	\N	\N	\N	2026-12-01 14:52:53.618191+00	satisfied	749.75	2026-12-01 14:52:53.618191+00	6
c6cffee4-64ef-4782-9015-1e12aef4484c	3	T-10409-1	\N	2026-12-01 14:52:53.69827+00	pre_enforcement	open	\N	{}	2026-12-01 14:52:53.69827+00	2026-12-01 14:52:53.69827+00	tier0	default	2026-12-01 14:52:53.69827+00	\N	\N	\N	\N	\N	\N	\N	\N	2026-12-02 14:52:53.69827+00	\N	\N	50.00	2026-12-01 14:52:53.69827+00	0
\.


--
-- Data for Name: enforcement_documents; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.enforcement_documents (id, enforcement_case_id, event_id, doc_kind, storage_path, uploaded_by, uploaded_at, metadata) FROM stdin;
db9a6511-3a29-4880-929b-c70caa944daa	11e1af62-33e5-4bc9-bc14-6a0649133a94	7a1eb04e-d961-49d5-88a9-f9a47837677d	subpoena	s.pdf	enforcement_operator	2026-12-01 14:52:53.611907+00	{"target": "Bank", "due_date": "2026-12-31", "action_id": "f6574740-3e44-443f-98a0-8a390163b78b", "documents_requested": []}
\.


--
-- Data for Name: enforcement_events; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.enforcement_events (id, case_id, event_type, event_date, notes, metadata, created_at, updated_at, event_kind, document_path, related_task_id, payload, idempotency_key) FROM stdin;
c5a4899f-8ac8-45ba-a676-0e7b8237ebfa	11e1af62-33e5-4bc9-bc14-6a0649133a94	case_stage_changed	2026-12-01 14:52:53.581154+00	\N	{"actor": "op"}	2026-12-01 14:52:53.581154+00	2026-12-01 14:52:53.581154+00	case_stage_changed	\N	\N	{"to": "pre_enforcement", "from": null}	\N
5d849363-f285-4255-b17e-7256adead406	11e1af62-33e5-4bc9-bc14-6a0649133a94	case_stage_changed	2026-12-01 14:52:53.595663+00	\N	{"actor": "enforcement_operator"}	2026-12-01 14:52:53.595663+00	2026-12-01 14:52:53.595663+00	case_stage_changed	\N	\N	{"to": "bank_levy", "from": "pre_enforcement", "override": false}	\N
fea3c310-7b58-456a-bfc1-ddc12b5e4559	11e1af62-33e5-4bc9-bc14-6a0649133a94	bank_levy_filed	2026-12-01 14:52:53.600068+00	\N	{"actor": "enforcement_operator"}	2026-12-01 14:52:53.600068+00	2026-12-01 14:52:53.600068+00	bank_levy_filed	levy.pdf	\N	{}	\N
0b1cd427-1af8-47ca-b2fd-90ec0c5c20a7	11e1af62-33e5-4bc9-bc14-6a0649133a94	action_updated	2026-12-01 14:52:53.605958+00	\N	{"actor": "enforcement_operator"}	2026-12-01 14:52:53.605958+00	2026-12-01 14:52:53.605958+00	action_updated	\N	\N	{"to": "completed", "from": "served", "action_id": "af52ee75-9ad4-4a4d-94d4-811001e815da", "action_type": "marshal", "status_reason": null}	\N
6c697d61-8fad-4b9a-9bd3-ead1d3f16761	11e1af62-33e5-4bc9-bc14-6a0649133a94	payment_received	2026-12-01 14:52:53.608474+00	\N	{"actor": "enforcement_operator"}	2026-12-01 14:52:53.608474+00	2026-12-01 14:52:53.608474+00	payment_received	\N	\N	{"amount": 250.25, "source": null, "surplus": 0, "balance_after": 749.75, "balance_before": 1000.00}	k
7a1eb04e-d961-49d5-88a9-f9a47837677d	11e1af62-33e5-4bc9-bc14-6a0649133a94	subpoena_issued	2026-12-01 14:52:53.611907+00	\N	{"actor": "enforcement_operator"}	2026-12-01 14:52:53.611907+00	2026-12-01 14:52:53.611907+00	subpoena_issued	s.pdf	\N	{"target": "Bank", "due_date": "2026-12-31", "action_id": "f6574740-3e44-443f-98a0-8a390163b78b", "documents_requested": []}	\N
ecfab22a-e742-4ed8-9c38-b2d6d3bac419	11e1af62-33e5-4bc9-bc14-6a0649133a94	action_updated	2026-12-01 14:52:53.613868+00	\N	{"actor": "enforcement_operator"}	2026-12-01 14:52:53.613868+00	2026-12-01 14:52:53.613868+00	action_updated	\N	\N	{"complied": false, "action_id": "f6574740-3e44-443f-98a0-8a390163b78b", "action_type": "subpoena", "status_reason": "not complied"}	\N
690d7e95-b76e-4dc4-8c68-d49b644ff651	11e1af62-33e5-4bc9-bc14-6a0649133a94	subpoena_complied	2026-12-01 14:52:53.615382+00	\N	{"actor": "enforcement_operator"}	2026-12-01 14:52:53.615382+00	2026-12-01 14:52:53.615382+00	subpoena_complied	\N	\N	{"complied": true, "action_id": "f6574740-3e44-443f-98a0-8a390163b78b", "action_type": "subpoena", "status_reason": "complied"}	\N
ceb3851f-2df6-4ab4-a73f-534721b74575	11e1af62-33e5-4bc9-bc14-6a0649133a94	case_stage_changed	2026-12-01 14:52:53.618191+00	\N	{"actor": "enforcement_operator"}	2026-12-01 14:52:53.618191+00	2026-12-01 14:52:53.618191+00	case_stage_changed	\N	\N	{"to": "closed", "from": "bank_levy", "actions_closed": ["14bda794-f139-4ca4-968c-a5db907703bd"], "closure_reason": "satisfied"}	\N
0766394b-e4bb-49c5-a20d-17726027b522	c6cffee4-64ef-4782-9015-1e12aef4484c	case_stage_changed	2026-12-01 14:52:53.69827+00	\N	{"actor": "op"}	2026-12-01 14:52:53.69827+00	2026-12-01 14:52:53.69827+00	case_stage_changed	\N	\N	{"to": "pre_enforcement", "from": null}	\N
\.


--
-- Data for Name: enforcement_history; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.enforcement_history (id, judgment_id, stage, note, changed_at, changed_by, enforcement_case_id, actor_type, delta) FROM stdin;
1	2	pre_enforcement	\N	2026-12-01 14:52:53.581154+00	op	11e1af62-33e5-4bc9-bc14-6a0649133a94	rpc	{"tier": {"to": "tier0", "from": null}, "status": {"to": "open", "from": null}, "opened_at": {"to": "2026-12-01T14:52:53.581154Z", "from": null}, "tier_as_of": {"to": "2026-12-01T14:52:53.581154Z", "from": null}, "case_number": {"to": "T-10409-0", "from": null}, "judgment_id": {"to": 2, "from": null}, "stage_floor": {"to": 0, "from": null}, "tier_reason": {"to": "default", "from": null}, "current_stage": {"to": "pre_enforcement", "from": null}, "next_action_at": {"to": "2026-12-02T14:52:53.581154Z", "from": null}, "current_balance": {"to": 1000.00, "from": null}, "stage_entered_at": {"to": "2026-12-01T14:52:53.581154Z", "from": null}}
2	2	bank_levy	\N	2026-12-01 14:52:53.595663+00	enforcement_operator	11e1af62-33e5-4bc9-bc14-6a0649133a94	rpc	{"stage_floor": {"to": 4, "from": 0}, "current_stage": {"to": "bank_levy", "from": "pre_enforcement"}, "next_action_at": {"to": "2026-12-08T14:52:53.595663Z", "from": "2026-12-02T14:52:53.581154Z"}, "stage_entered_at": {"to": "2026-12-01T14:52:53.595663Z", "from": "2026-12-01T14:52:53.581154Z"}}
3	2	bank_levy	\N	2026-12-01 14:52:53.600068+00	enforcement_operator	11e1af62-33e5-4bc9-bc14-6a0649133a94	rpc	{"levy_status": {"to": "filed", "from": null}}
4	2	bank_levy	n	2026-12-01 14:52:53.601703+00	enforcement_operator	11e1af62-33e5-4bc9-bc14-6a0649133a94	rpc	{"tier": {"to": "tier3", "from": "tier0"}, "tier_as_of": {"to": "2026-12-01T14:52:53.601703Z", "from": "2026-12-01T14:52:53.581154Z"}, "tier_reason": {"to": "override", "from": "default"}, "override_note": {"to": "n", "from": null}, "tier_override": {"to": "tier3", "from": null}}
5	2	bank_levy	\N	2026-12-01 14:52:53.608474+00	enforcement_operator	11e1af62-33e5-4bc9-bc14-6a0649133a94	rpc	{"current_balance": {"to": 749.75, "from": 1000.00}}
6	2	levy_issued	\N	2026-12-01 14:52:53.61658+00	enforcement_operator	11e1af62-33e5-4bc9-bc14-6a0649133a94	rpc	{"judgment.enforcement_stage": {"to": "levy_issued", "from": "pre_enforcement"}}
7	2	closed	\N	2026-12-01 14:52:53.618191+00	enforcement_operator	11e1af62-33e5-4bc9-bc14-6a0649133a94	rpc	{"status": {"to": "closed", "from": "open"}, "closed_at": {"to": "2026-12-01T14:52:53.618191Z", "from": null}, "stage_floor": {"to": 6, "from": 4}, "current_stage": {"to": "closed", "from": "bank_levy"}, "closure_reason": {"to": "satisfied", "from": null}, "next_action_at": {"to": null, "from": "2026-12-08T14:52:53.595663Z"}, "stage_entered_at": {"to": "2026-12-01T14:52:53.618191Z", "from": "2026-12-01T14:52:53.595663Z"}}
8	3	pre_enforcement	\N	2026-12-01 14:52:53.69827+00	op	c6cffee4-64ef-4782-9015-1e12aef4484c	rpc	{"tier": {"to": "tier0", "from": null}, "status": {"to": "open", "from": null}, "opened_at": {"to": "2026-12-01T14:52:53.69827Z", "from": null}, "tier_as_of": {"to": "2026-12-01T14:52:53.69827Z", "from": null}, "case_number": {"to": "T-10409-1", "from": null}, "judgment_id": {"to": 3, "from": null}, "stage_floor": {"to": 0, "from": null}, "tier_reason": {"to": "default", "from": null}, "current_stage": {"to": "pre_enforcement", "from": null}, "next_action_at": {"to": "2026-12-02T14:52:53.69827Z", "from": null}, "current_balance": {"to": 50.00, "from": null}, "stage_entered_at": {"to": "2026-12-01T14:52:53.69827Z", "from": null}}
\.


--
-- Data for Name: enforcement_stage_lookup; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.enforcement_stage_lookup (stage, ordinal, description, sla, judgment_stage) FROM stdin;
pre_enforcement	0	Opened, nothing done yet	1 day	\N
contact_validation	1	Contact data are being checked	1 day	\N
asset_discovery	2	Assets are being looked for	10 days	\N
action_planning	3	The next action is being chosen	7 days	\N
bank_levy	4	A levy on a bank account is under way	7 days	\N
wage_garnishment	4	A garnishment of wages is under way	14 days	\N
subpoena	4	A subpoena is under way	30 days	\N
marshal	4	A marshal or sheriff is at work	14 days	\N
recovery_monitoring	5	Money comes in	30 days	\N
closed	6	Closed	\N	\N
escalation_review	\N	A decision on how to proceed is pending	2 days	\N
\.


--
-- Data for Name: enforcement_tier_lookup; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.enforcement_tier_lookup (tier, min_score, max_score, min_balance, label) FROM stdin;
tier0	0	35	\N	Monitor
tier1	35	60	5000	Warm prospects
tier2	60	80	15000	Active enforcement
tier3	80	100	50000	Strategic
\.


--
-- Data for Name: import_runs; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.import_runs (id, import_kind, source_system, source, source_reference, file_name, storage_path, status, total_rows, inserted_rows, skipped_rows, error_rows, row_count, insert_count, update_count, error_count, started_at, finished_at, created_by, metadata, created_at, updated_at) FROM stdin;
00000000-0000-0000-0000-00000000000a	s	s	\N	\N	\N	\N	completed	3	1	1	1	3	1	0	1	2026-12-01 14:52:53.450301+00	2026-12-01 14:52:53.455831+00	\N	{}	2026-12-01 14:52:53.450301+00	2026-12-01 14:52:53.455831+00
\.


--
-- Data for Name: job_artifacts; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.job_artifacts (id, run_id, artifact_type, data, created_at) FROM stdin;
80e1ea8d-7b84-4058-94e2-70ee48bc3019	6171a6a8-ac98-46c9-b7ac-9ba2948368d1	result	1.10	2026-12-01 14:52:53.365662
\.


--
-- Data for Name: job_runs; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.job_runs (id, job_id, attempt_no, status, progress, error, created_at, started_at, completed_at) FROM stdin;
6171a6a8-ac98-46c9-b7ac-9ba2948368d1	afca7361-0626-4685-b72d-4efe1a55abf8	1	completed	{"a": 1}	\N	2026-12-01 14:52:53.35501	2026-12-01 14:52:53.35501	2026-12-01 14:52:53.365662
833fc8e9-bff1-499c-b536-075fe4a6864e	dee94b08-35d4-45cc-ae9f-9f4ea7d09f27	1	failed	{}	boom	2026-12-01 14:52:53.371751	2026-12-01 14:52:53.371751	2026-12-01 14:52:53.373313
5aac24a1-232a-4b34-8434-e5fb2faef165	dee94b08-35d4-45cc-ae9f-9f4ea7d09f27	2	failed	{}	cancelled	2026-12-01 14:52:53.374974	2026-12-01 14:52:53.374974	2026-12-01 14:52:53.376409
19383425-65ba-4688-ab0f-52eeb7c3df6f	6481c298-459d-4f6a-8a1c-131115a67bc2	1	in_progress	{}	\N	2026-12-01 14:52:53.403574	2026-12-01 14:52:53.403574	\N
269d7057-49a1-425e-913d-01898469b1fe	ab55ad4b-0d90-4ab7-85cb-7779bc7247e4	1	in_progress	{}	\N	2026-12-01 14:52:53.403574	2026-12-01 14:52:53.403574	\N
946aa59c-31c2-4637-af27-798b4ead04ac	b17d8c25-beae-4e18-8d6f-97d1a72533d7	1	in_progress	{}	\N	2026-12-01 14:52:53.408971	\N	\N
\.


--
-- Data for Name: job_types; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.job_types (type, description) FROM stdin;
tech_rfp_analysis	Full technical RFP evaluation
tech_rfp_summary	RFP summarization
tech_rfp_evaluation_extract	Extract evaluation criteria from RFP
tech_rfp_report	Generate technical report
tech_rfp_generate_eval	Generate evaluation criteria
mail	the operator's own
\.


--
-- Data for Name: jobs; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.jobs (id, type, payload, company_id, user_id, created_at) FROM stdin;
afca7361-0626-4685-b72d-4efe1a55abf8	tech_rfp_report	{"n": 1.10, "package_id": "p"}	\N	ann	2026-12-01 14:52:53.345567
dee94b08-35d4-45cc-ae9f-9f4ea7d09f27	tech_rfp_report	{"n": 1.10, "package_id": "p"}	\N	\N	2026-12-01 14:52:53.369658
b17d8c25-beae-4e18-8d6f-97d1a72533d7	mail	{"package_id": "p"}	\N	\N	2026-12-01 14:52:53.392271
6481c298-459d-4f6a-8a1c-131115a67bc2	tech_rfp_report	{"package_id": "p"}	\N	\N	2026-12-01 14:52:53.392271
ddb53b9b-be6a-45e3-ba1e-eef70bbb530d	mail	{"package_id": "p"}	\N	\N	2026-12-01 14:52:53.392271
bb8e13c0-7ea9-486b-ac39-aaa672ff4271	tech_rfp_report	{"package_id": "p"}	\N	\N	2026-12-01 14:52:53.392271
ab55ad4b-0d90-4ab7-85cb-7779bc7247e4	mail	{"package_id": "p"}	\N	\N	2026-12-01 14:52:53.392271
c62c9a6f-be6f-47ef-9fbf-87ecca883413	tech_rfp_report	{"package_id": "p"}	\N	\N	2026-12-01 14:52:53.392271
\.


--
-- Data for Name: judgments; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.judgments (id, created_at, case_number, plaintiff_name, defendant_name, judgment_amount, entry_date, source_file, status, notes, defendant_address, defendant_phone, defendant_email, last_contact_date, plaintiff_id, updated_at, enforcement_stage, enforcement_stage_updated_at, priority_level, priority_level_updated_at, judgment_number, county, state, metadata, balance_due) FROM stdin;
1	2026-12-01 14:52:53.455831+00	J-1	Zoe	\N	5.00	2024-01-01	\N	New	\N	\N	\N	\N	\N	d45c76d0-50b5-44e5-9ca7-c7bf06dcd167	2026-12-01 14:52:53.455831+00	pre_enforcement	2026-12-01 14:52:53.455831+00	normal	2026-12-01 14:52:53.455831+00	J-1	Kings	NY	{"import_row_id": 1, "import_run_id": "00000000-0000-0000-0000-00000000000a"}	\N
2	2026-12-01 14:52:53.575658+00	T-10409-0	\N	\N	1000.00	\N	\N	New	\N	\N	\N	\N	\N	\N	2026-12-01 14:52:53.61658+00	levy_issued	2026-12-01 14:52:53.61658+00	normal	2026-12-01 14:52:53.575658+00	\N	\N	\N	\N	749.75
3	2026-12-01 14:52:53.69667+00	T-10409-1	\N	\N	50.00	\N	\N	New	\N	\N	\N	\N	\N	\N	2026-12-01 14:52:53.69667+00	pre_enforcement	2026-12-01 14:52:53.69667+00	normal	2026-12-01 14:52:53.69667+00	\N	\N	\N	\N	\N
\.


--
-- Data for Name: plaintiff_call_attempts; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.plaintiff_call_attempts (id, plaintiff_id, task_id, outcome, interest_level, notes, next_follow_up_at, attempted_at, created_by, metadata, assignee) FROM stdin;
76763b34-e1c9-42c3-86f4-ddcafa5f530b	00000000-0000-0000-0000-00000000000a	00000000-0000-0000-0000-00000000000a	reached	hot	\N	2031-01-31 00:00:00+00	2026-12-01 14:52:53.423495+00	postgres	{"from_rpc": "log_call_outcome", "follow_up_at": "2031-01-31T00:00:00Z"}	\N
\.


--
-- Data for Name: plaintiff_contacts; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.plaintiff_contacts (id, plaintiff_id, name, email, phone, role, created_at, kind, value) FROM stdin;
\.


--
-- Data for Name: plaintiff_status_history; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.plaintiff_status_history (id, plaintiff_id, status, note, changed_at, changed_by, recorded_at) FROM stdin;
7d6f8d59-0e22-4260-9287-89229cb4016a	00000000-0000-0000-0000-00000000000a	reached_hot	Call outcome recorded: reached	2026-12-01 14:52:53.423495+00	postgres	2026-12-01 14:52:53.423495+00
baf9d603-cd81-4510-bed3-3f5821f1cc05	d45c76d0-50b5-44e5-9ca7-c7bf06dcd167	new	Imported from s	2026-12-01 14:52:53.455831+00	process_simplicity_imports	2026-12-01 14:52:53.455831+00
\.


--
-- Data for Name: plaintiff_tasks; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.plaintiff_tasks (id, plaintiff_id, kind, status, due_at, completed_at, closed_at, note, result, created_at, created_by, assignee, metadata, case_id, severity, task_code, updated_at) FROM stdin;
00000000-0000-0000-0000-00000000000a	00000000-0000-0000-0000-00000000000a	call	closed	\N	2026-12-01 14:52:53.423495+00	2026-12-01 14:52:53.423495+00	\N	reached	2026-12-01 14:52:53.418928+00	\N	unassigned	{"result": "reached", "closed_at": "2026-12-01T14:52:53.423495Z", "closed_by": "postgres", "interest_level": "hot"}	\N	medium	\N	2026-12-01 14:52:53.423495+00
1881d532-db60-4a86-8f1c-d219685f578e	00000000-0000-0000-0000-00000000000a	call	open	2031-01-31 00:00:00+00	\N	\N	Follow-up call	\N	2026-12-01 14:52:53.423495+00	postgres	unassigned	{"from_outcome": "reached", "interest_level": "hot", "previous_task_id": "00000000-0000-0000-0000-00000000000a"}	\N	medium	\N	2026-12-01 14:52:53.423495+00
d2d9057c-e224-4321-93b3-3a24a7977c85	d45c76d0-50b5-44e5-9ca7-c7bf06dcd167	call	open	2026-12-08 14:52:53.455831+00	\N	\N	First call	\N	2026-12-01 14:52:53.455831+00	process_simplicity_imports	unassigned	{"import_run_id": "00000000-0000-0000-0000-00000000000a"}	\N	medium	\N	2026-12-01 14:52:53.455831+00
\.


--
-- Data for Name: plaintiffs; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.plaintiffs (id, name, firm_name, email, phone, status, created_at, updated_at, source_system, tier, source_reference, lead_metadata) FROM stdin;
00000000-0000-0000-0000-00000000000a	Ann	\N	\N	\N	new	2026-12-01 14:52:53.417394+00	2026-12-01 14:52:53.417394+00	unknown	unknown	\N	{}
d45c76d0-50b5-44e5-9ca7-c7bf06dcd167	Zoe	\N	\N	\N	new	2026-12-01 14:52:53.455831+00	2026-12-01 14:52:53.455831+00	s	unknown	\N	{}
\.


--
-- Data for Name: raw_simplicity_imports; Type: TABLE DATA; Schema: public; Owner: dragonfly_owner
--

COPY public.raw_simplicity_imports (id, import_run_id, raw_data, imported_at, status, error_log) FROM stdin;
2	00000000-0000-0000-0000-00000000000a	{"payload": {"state": "NY", "county": "Kings", "judgment_date": "2024-01-01", "plaintiff_name": "Zoe", "judgment_amount": "5", "judgment_number": "J-1"}}	2026-12-01 14:52:53.451302+00	skipped	\N
3	00000000-0000-0000-0000-00000000000a	{"payload": {"state": "NY", "county": "Kings", "judgment_date": "2024-01-01", "plaintiff_name": "Zoe", "judgment_amount": "much", "judgment_number": "J-2"}}	2026-12-01 14:52:53.451302+00	error	{"field": "judgment_amount", "message": "must be an amount from 0 to 99999999.99"}
1	00000000-0000-0000-0000-00000000000a	{"payload": {"state": "NY", "county": "Kings", "judgment_date": "2024-01-01", "plaintiff_name": "Zoe", "judgment_amount": "5", "judgment_number": "J-1"}}	2026-12-01 14:52:53.451302+00	processed	\N
\.


--
-- Data for Name: watched; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.watched (id) FROM stdin;
11
\.


--
-- Data for Name: dead_letter_log; Type: TABLE DATA; Schema: workers; Owner: dragonfly_owner
--

COPY workers.dead_letter_log (id, original_queue, original_job_id, idempotency_key, payload, error_message, error_stack, attempt_count, first_attempt_at, last_attempt_at, worker_id, moved_to_dlq_at, resolved_at, resolved_by, resolution_notes) FROM stdin;
256ddffd-e0ce-446d-8aa1-9517d6131395	mail	1	job-1	{"job_id": "f14f26d3-7e7a-488e-aa5c-cdcc14ba09c7", "org_id": "770e8400-e29b-41d4-a716-446655440002", "attempt": 1, "payload": {"n": 1.10}, "trace_id": "37e21aa9-ce7e-46cb-a448-e36fb69efa63", "entity_id": "1", "created_at": "2026-12-01T14:43:36.503541Z", "entity_type": "batch", "idempotency_key": "job-1"}	boom	\N	1	2026-12-01 14:43:36.515912+00	2026-12-01 14:43:36.515912+00	00000000-0000-0000-0000-000000000001	2026-12-01 14:43:36.528737+00	\N	\N	\N
80941e04-7776-411f-8a9b-691ebaa6ffcd	ingest_raw	6	\N	{"no": "envelope"}	Invalid Envelope	\N	0	\N	\N	00000000-0000-0000-0000-000000000002	2026-12-01 14:43:36.533134+00	\N	\N	\N
\.


--
-- Data for Name: heartbeats; Type: TABLE DATA; Schema: workers; Owner: dragonfly_owner
--

COPY workers.heartbeats (worker_id, queue_name, hostname, version, pid, status, last_heartbeat_at, jobs_processed, jobs_failed, created_at, metadata) FROM stdin;
00000000-0000-0000-0000-000000000001	q_ingest_raw	host	1	1	stopped	2026-12-01 14:43:36.537763+00	1	2	2026-12-01 14:43:36.537108+00	{"a": 1}
\.


--
-- Data for Name: metric_slots; Type: TABLE DATA; Schema: workers; Owner: dragonfly_owner
--

COPY workers.metric_slots (queue_name, slot, minute_at, minute_count, prev_count, processed, failed, latency_sum_ms, min_ms, max_ms, last_job_id, last_success_at) FROM stdin;
mail	2	2026-12-01 14:43:00+00	0	0	0	1	0	\N	0	\N	\N
ingest_raw	2	2026-12-01 14:43:00+00	2	0	1	2	6	6	6	1	2026-12-01 14:43:36.520144+00
\.


--
-- Data for Name: metrics; Type: TABLE DATA; Schema: workers; Owner: dragonfly_owner
--

COPY workers.metrics (queue_name, last_job_id, last_success_at, total_processed, total_failed, avg_latency_ms, max_latency_ms, min_latency_ms, throughput_jpm, created_at, updated_at) FROM stdin;
q_ingest_raw	00000000-0000-0000-0000-000000000009	2026-12-01 14:43:36.539286+00	1	0	12	12	12	0.00	2026-12-01 14:43:36.53819+00	2026-12-01 14:43:36.539286+00
\.


--
-- Data for Name: processed_jobs; Type: TABLE DATA; Schema: workers; Owner: dragonfly_owner
--

COPY workers.processed_jobs (idempotency_key, queue_name, job_id, status, result, processed_at, worker_id, attempts, lease_until, claimed_at, last_error, created_at, updated_at) FROM stdin;
job-3	ingest_raw	3	processing	\N	\N	00000000-0000-0000-0000-000000000001	1	2026-12-02 02:43:36.513264+00	2026-12-01 14:43:36.513264+00	\N	2026-12-01 14:43:36.513264+00	2026-12-01 14:43:36.513264+00
job-2	mail	2	processing	\N	\N	00000000-0000-0000-0000-000000000001	1	2026-12-02 02:43:36.515912+00	2026-12-01 14:43:36.515912+00	\N	2026-12-01 14:43:36.515912+00	2026-12-01 14:43:36.515912+00
job-3	mail	3	processing	\N	\N	00000000-0000-0000-0000-000000000001	1	2026-12-02 02:43:36.515912+00	2026-12-01 14:43:36.515912+00	\N	2026-12-01 14:43:36.515912+00	2026-12-01 14:43:36.515912+00
job-1	ingest_raw	1	completed	{"n": 1.10}	2026-12-01 14:43:36.520144+00	00000000-0000-0000-0000-000000000001	1	\N	2026-12-01 14:43:36.513264+00	\N	2026-12-01 14:43:36.513264+00	2026-12-01 14:43:36.520144+00
job-2	ingest_raw	2	failed	\N	\N	00000000-0000-0000-0000-000000000001	1	\N	2026-12-01 14:43:36.513264+00	boom	2026-12-01 14:43:36.513264+00	2026-12-01 14:43:36.524542+00
job-1	mail	1	failed	\N	\N	00000000-0000-0000-0000-000000000001	1	infinity	2026-12-01 14:43:36.515912+00	boom	2026-12-01 14:43:36.515912+00	2026-12-01 14:43:36.528737+00
job-4	ingest_raw	4	processing	\N	\N	00000000-0000-0000-0000-000000000002	1	2026-12-02 02:43:36.533134+00	2026-12-01 14:43:36.533134+00	\N	2026-12-01 14:43:36.533134+00	2026-12-01 14:43:36.533134+00
job-5	ingest_raw	5	processing	\N	\N	00000000-0000-0000-0000-000000000002	1	2026-12-02 02:43:36.533134+00	2026-12-01 14:43:36.533134+00	\N	2026-12-01 14:43:36.533134+00	2026-12-01 14:43:36.533134+00
\.


--
-- Data for Name: queue_policy; Type: TABLE DATA; Schema: workers; Owner: dragonfly_owner
--

COPY workers.queue_policy (queue_name, max_attempts, base_delay_seconds, max_delay_seconds, visibility_timeout_seconds, envelope) FROM stdin;
case_copilot	3	30	3600	30	f
enforce	3	30	3600	30	f
enrich	3	30	3600	30	f
outreach	3	30	3600	30	f
mail	5	30	3600	30	t
\.


--
-- Name: notes_id_seq; Type: SEQUENCE SET; Schema: app; Owner: postgres
--

SELECT pg_catalog.setval('app.notes_id_seq', 7, true);


--
-- Name: enrichment_runs_id_seq; Type: SEQUENCE SET; Schema: judgments; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('judgments.enrichment_runs_id_seq', 1, true);


--
-- Name: q_application_queue_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: postgres
--

SELECT pg_catalog.setval('pgmq.q_application_queue_msg_id_seq', 1, true);


--
-- Name: q_case_copilot_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_case_copilot_msg_id_seq', 7, true);


--
-- Name: q_comms_outbound_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_comms_outbound_msg_id_seq', 1, false);


--
-- Name: q_content_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_content_msg_id_seq', 11, true);


--
-- Name: q_dead_letter_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_dead_letter_msg_id_seq', 2, true);


--
-- Name: q_enforce_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_enforce_msg_id_seq', 8, true);


--
-- Name: q_enforcement_drafting_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_enforcement_drafting_msg_id_seq', 1, false);


--
-- Name: q_enforcement_strategy_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_enforcement_strategy_msg_id_seq', 1, false);


--
-- Name: q_enrich_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_enrich_msg_id_seq', 11, true);


--
-- Name: q_enrich_skiptrace_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_enrich_skiptrace_msg_id_seq', 1, false);


--
-- Name: q_ingest_raw_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_ingest_raw_msg_id_seq', 6, true);


--
-- Name: q_mail_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_mail_msg_id_seq', 5, true);


--
-- Name: q_monitoring_recheck_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_monitoring_recheck_msg_id_seq', 1, false);


--
-- Name: q_outreach_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_outreach_msg_id_seq', 8, true);


--
-- Name: q_schema_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_schema_msg_id_seq', 1, true);


--
-- Name: q_score_collectability_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_score_collectability_msg_id_seq', 1, false);


--
-- Name: q_simplicity_ingest_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_simplicity_ingest_msg_id_seq', 5, true);


--
-- Name: q_tsv_msg_id_seq; Type: SEQUENCE SET; Schema: pgmq; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('pgmq.q_tsv_msg_id_seq', 1, true);


--
-- Name: case_copilot_logs_id_seq; Type: SEQUENCE SET; Schema: public; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('public.case_copilot_logs_id_seq', 1, false);


--
-- Name: content_assets_id_seq; Type: SEQUENCE SET; Schema: public; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('public.content_assets_id_seq', 10, true);


--
-- Name: content_dead_letters_id_seq; Type: SEQUENCE SET; Schema: public; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('public.content_dead_letters_id_seq', 1, true);


--
-- Name: content_job_events_id_seq; Type: SEQUENCE SET; Schema: public; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('public.content_job_events_id_seq', 23, true);


--
-- Name: content_job_metrics_id_seq; Type: SEQUENCE SET; Schema: public; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('public.content_job_metrics_id_seq', 10, true);


--
-- Name: enforcement_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('public.enforcement_history_id_seq', 8, true);


--
-- Name: judgments_id_seq; Type: SEQUENCE SET; Schema: public; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('public.judgments_id_seq', 3, true);


--
-- Name: raw_simplicity_imports_id_seq; Type: SEQUENCE SET; Schema: public; Owner: dragonfly_owner
--

SELECT pg_catalog.setval('public.raw_simplicity_imports_id_seq', 3, true);


--
-- Name: notes notes_pkey; Type: CONSTRAINT; Schema: app; Owner: postgres
--

ALTER TABLE ONLY app.notes
    ADD CONSTRAINT notes_pkey PRIMARY KEY (id);


--
-- Name: idempotency_keys idempotency_keys_pk; Type: CONSTRAINT; Schema: dragonfly; Owner: dragonfly_owner
--

ALTER TABLE ONLY dragonfly.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pk PRIMARY KEY (queue, key);


--
-- Name: job_queue job_queue_pk; Type: CONSTRAINT; Schema: dragonfly; Owner: dragonfly_owner
--

ALTER TABLE ONLY dragonfly.job_queue
    ADD CONSTRAINT job_queue_pk PRIMARY KEY (job_id);


--
-- Name: settings settings_pk; Type: CONSTRAINT; Schema: dragonfly; Owner: dragonfly_owner
--

ALTER TABLE ONLY dragonfly.settings
    ADD CONSTRAINT settings_pk PRIMARY KEY (name);


--
-- Name: assets assets_pk; Type: CONSTRAINT; Schema: enrichment; Owner: dragonfly_owner
--

ALTER TABLE ONLY enrichment.assets
    ADD CONSTRAINT assets_pk PRIMARY KEY (asset_id);


--
-- Name: assets assets_type_key; Type: CONSTRAINT; Schema: enrichment; Owner: dragonfly_owner
--

ALTER TABLE ONLY enrichment.assets
    ADD CONSTRAINT assets_type_key UNIQUE (entity_id, asset_type);


--
-- Name: contacts contacts_pk; Type: CONSTRAINT; Schema: enrichment; Owner: dragonfly_owner
--

ALTER TABLE ONLY enrichment.contacts
    ADD CONSTRAINT contacts_pk PRIMARY KEY (contact_id);


--
-- Name: contacts contacts_value_key; Type: CONSTRAINT; Schema: enrichment; Owner: dragonfly_owner
--

ALTER TABLE ONLY enrichment.contacts
    ADD CONSTRAINT contacts_value_key UNIQUE (entity_id, kind, value);


--
-- Name: cases cases_pk; Type: CONSTRAINT; Schema: judgments; Owner: dragonfly_owner
--

ALTER TABLE ONLY judgments.cases
    ADD CONSTRAINT cases_pk PRIMARY KEY (case_id);


--
-- Name: cases cases_source_key; Type: CONSTRAINT; Schema: judgments; Owner: dragonfly_owner
--

ALTER TABLE ONLY judgments.cases
    ADD CONSTRAINT cases_source_key UNIQUE (org_id, source, case_number);


--
-- Name: enrichment_runs enrichment_runs_pk; Type: CONSTRAINT; Schema: judgments; Owner: dragonfly_owner
--

ALTER TABLE ONLY judgments.enrichment_runs
    ADD CONSTRAINT enrichment_runs_pk PRIMARY KEY (id);


--
-- Name: entities entities_name_key; Type: CONSTRAINT; Schema: parties; Owner: dragonfly_owner
--

ALTER TABLE ONLY parties.entities
    ADD CONSTRAINT entities_name_key UNIQUE (case_id, role, name_normalized);


--
-- Name: entities entities_pk; Type: CONSTRAINT; Schema: parties; Owner: dragonfly_owner
--

ALTER TABLE ONLY parties.entities
    ADD CONSTRAINT entities_pk PRIMARY KEY (entity_id);


--
-- Name: entity_links entity_links_judgment_key; Type: CONSTRAINT; Schema: parties; Owner: dragonfly_owner
--

ALTER TABLE ONLY parties.entity_links
    ADD CONSTRAINT entity_links_judgment_key UNIQUE (entity_id, judgment_id);


--
-- Name: entity_links entity_links_plaintiff_key; Type: CONSTRAINT; Schema: parties; Owner: dragonfly_owner
--

ALTER TABLE ONLY parties.entity_links
    ADD CONSTRAINT entity_links_plaintiff_key UNIQUE (entity_id, plaintiff_id);


--
-- Name: a_application_queue a_application_queue_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: postgres
--

ALTER TABLE ONLY pgmq.a_application_queue
    ADD CONSTRAINT a_application_queue_pkey PRIMARY KEY (msg_id);


--
-- Name: a_case_copilot a_case_copilot_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_case_copilot
    ADD CONSTRAINT a_case_copilot_pkey PRIMARY KEY (msg_id);


--
-- Name: a_comms_outbound a_comms_outbound_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_comms_outbound
    ADD CONSTRAINT a_comms_outbound_pkey PRIMARY KEY (msg_id);


--
-- Name: a_content a_content_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_content
    ADD CONSTRAINT a_content_pkey PRIMARY KEY (msg_id);


--
-- Name: a_dead_letter a_dead_letter_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_dead_letter
    ADD CONSTRAINT a_dead_letter_pkey PRIMARY KEY (msg_id);


--
-- Name: a_enforce a_enforce_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_enforce
    ADD CONSTRAINT a_enforce_pkey PRIMARY KEY (msg_id);


--
-- Name: a_enforcement_drafting a_enforcement_drafting_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_enforcement_drafting
    ADD CONSTRAINT a_enforcement_drafting_pkey PRIMARY KEY (msg_id);


--
-- Name: a_enforcement_strategy a_enforcement_strategy_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_enforcement_strategy
    ADD CONSTRAINT a_enforcement_strategy_pkey PRIMARY KEY (msg_id);


--
-- Name: a_enrich a_enrich_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_enrich
    ADD CONSTRAINT a_enrich_pkey PRIMARY KEY (msg_id);


--
-- Name: a_enrich_skiptrace a_enrich_skiptrace_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_enrich_skiptrace
    ADD CONSTRAINT a_enrich_skiptrace_pkey PRIMARY KEY (msg_id);


--
-- Name: a_ingest_raw a_ingest_raw_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_ingest_raw
    ADD CONSTRAINT a_ingest_raw_pkey PRIMARY KEY (msg_id);


--
-- Name: a_mail a_mail_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_mail
    ADD CONSTRAINT a_mail_pkey PRIMARY KEY (msg_id);


--
-- Name: a_monitoring_recheck a_monitoring_recheck_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_monitoring_recheck
    ADD CONSTRAINT a_monitoring_recheck_pkey PRIMARY KEY (msg_id);


--
-- Name: a_outreach a_outreach_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_outreach
    ADD CONSTRAINT a_outreach_pkey PRIMARY KEY (msg_id);


--
-- Name: a_schema a_schema_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_schema
    ADD CONSTRAINT a_schema_pkey PRIMARY KEY (msg_id);


--
-- Name: a_score_collectability a_score_collectability_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_score_collectability
    ADD CONSTRAINT a_score_collectability_pkey PRIMARY KEY (msg_id);


--
-- Name: a_simplicity_ingest a_simplicity_ingest_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_simplicity_ingest
    ADD CONSTRAINT a_simplicity_ingest_pkey PRIMARY KEY (msg_id);


--
-- Name: a_tsv a_tsv_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.a_tsv
    ADD CONSTRAINT a_tsv_pkey PRIMARY KEY (msg_id);


--
-- Name: q_application_queue q_application_queue_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: postgres
--

ALTER TABLE ONLY pgmq.q_application_queue
    ADD CONSTRAINT q_application_queue_pkey PRIMARY KEY (msg_id);


--
-- Name: q_case_copilot q_case_copilot_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_case_copilot
    ADD CONSTRAINT q_case_copilot_pkey PRIMARY KEY (msg_id);


--
-- Name: q_comms_outbound q_comms_outbound_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_comms_outbound
    ADD CONSTRAINT q_comms_outbound_pkey PRIMARY KEY (msg_id);


--
-- Name: q_content q_content_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_content
    ADD CONSTRAINT q_content_pkey PRIMARY KEY (msg_id);


--
-- Name: q_dead_letter q_dead_letter_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_dead_letter
    ADD CONSTRAINT q_dead_letter_pkey PRIMARY KEY (msg_id);


--
-- Name: q_enforce q_enforce_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_enforce
    ADD CONSTRAINT q_enforce_pkey PRIMARY KEY (msg_id);


--
-- Name: q_enforcement_drafting q_enforcement_drafting_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_enforcement_drafting
    ADD CONSTRAINT q_enforcement_drafting_pkey PRIMARY KEY (msg_id);


--
-- Name: q_enforcement_strategy q_enforcement_strategy_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_enforcement_strategy
    ADD CONSTRAINT q_enforcement_strategy_pkey PRIMARY KEY (msg_id);


--
-- Name: q_enrich q_enrich_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_enrich
    ADD CONSTRAINT q_enrich_pkey PRIMARY KEY (msg_id);


--
-- Name: q_enrich_skiptrace q_enrich_skiptrace_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_enrich_skiptrace
    ADD CONSTRAINT q_enrich_skiptrace_pkey PRIMARY KEY (msg_id);


--
-- Name: q_ingest_raw q_ingest_raw_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_ingest_raw
    ADD CONSTRAINT q_ingest_raw_pkey PRIMARY KEY (msg_id);


--
-- Name: q_mail q_mail_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_mail
    ADD CONSTRAINT q_mail_pkey PRIMARY KEY (msg_id);


--
-- Name: q_monitoring_recheck q_monitoring_recheck_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_monitoring_recheck
    ADD CONSTRAINT q_monitoring_recheck_pkey PRIMARY KEY (msg_id);


--
-- Name: q_outreach q_outreach_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_outreach
    ADD CONSTRAINT q_outreach_pkey PRIMARY KEY (msg_id);


--
-- Name: q_schema q_schema_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_schema
    ADD CONSTRAINT q_schema_pkey PRIMARY KEY (msg_id);


--
-- Name: q_score_collectability q_score_collectability_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_score_collectability
    ADD CONSTRAINT q_score_collectability_pkey PRIMARY KEY (msg_id);


--
-- Name: q_simplicity_ingest q_simplicity_ingest_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_simplicity_ingest
    ADD CONSTRAINT q_simplicity_ingest_pkey PRIMARY KEY (msg_id);


--
-- Name: q_tsv q_tsv_pkey; Type: CONSTRAINT; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE ONLY pgmq.q_tsv
    ADD CONSTRAINT q_tsv_pkey PRIMARY KEY (msg_id);


--
-- Name: case_copilot_logs case_copilot_logs_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.case_copilot_logs
    ADD CONSTRAINT case_copilot_logs_pk PRIMARY KEY (id);


--
-- Name: content_assets content_assets_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.content_assets
    ADD CONSTRAINT content_assets_pk PRIMARY KEY (id);


--
-- Name: content_dead_letters content_dead_letters_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.content_dead_letters
    ADD CONSTRAINT content_dead_letters_pk PRIMARY KEY (id);


--
-- Name: content_job_events content_job_events_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.content_job_events
    ADD CONSTRAINT content_job_events_pk PRIMARY KEY (id);


--
-- Name: content_job_metrics content_job_metrics_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.content_job_metrics
    ADD CONSTRAINT content_job_metrics_pk PRIMARY KEY (id);


--
-- Name: content_job_stages content_job_stages_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.content_job_stages
    ADD CONSTRAINT content_job_stages_pk PRIMARY KEY (job_id, stage);


--
-- Name: content_jobs content_jobs_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.content_jobs
    ADD CONSTRAINT content_jobs_pk PRIMARY KEY (id);


--
-- Name: content_payloads content_payloads_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.content_payloads
    ADD CONSTRAINT content_payloads_pk PRIMARY KEY (job_id, stage);


--
-- Name: content_stage_config content_stage_config_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.content_stage_config
    ADD CONSTRAINT content_stage_config_pk PRIMARY KEY (stage);


--
-- Name: enforcement_actions enforcement_actions_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_actions
    ADD CONSTRAINT enforcement_actions_pk PRIMARY KEY (id);


--
-- Name: enforcement_cases enforcement_cases_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_cases
    ADD CONSTRAINT enforcement_cases_pk PRIMARY KEY (id);


--
-- Name: enforcement_documents enforcement_documents_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_documents
    ADD CONSTRAINT enforcement_documents_pk PRIMARY KEY (id);


--
-- Name: enforcement_events enforcement_events_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_events
    ADD CONSTRAINT enforcement_events_pk PRIMARY KEY (id);


--
-- Name: enforcement_history enforcement_history_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_history
    ADD CONSTRAINT enforcement_history_pk PRIMARY KEY (id);


--
-- Name: enforcement_stage_lookup enforcement_stage_lookup_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_stage_lookup
    ADD CONSTRAINT enforcement_stage_lookup_pk PRIMARY KEY (stage);


--
-- Name: enforcement_tier_lookup enforcement_tier_lookup_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_tier_lookup
    ADD CONSTRAINT enforcement_tier_lookup_pk PRIMARY KEY (tier);


--
-- Name: import_runs import_runs_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.import_runs
    ADD CONSTRAINT import_runs_pk PRIMARY KEY (id);


--
-- Name: job_artifacts job_artifacts_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.job_artifacts
    ADD CONSTRAINT job_artifacts_pk PRIMARY KEY (id);


--
-- Name: job_runs job_runs_attempt_key; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.job_runs
    ADD CONSTRAINT job_runs_attempt_key UNIQUE (job_id, attempt_no);


--
-- Name: job_runs job_runs_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.job_runs
    ADD CONSTRAINT job_runs_pk PRIMARY KEY (id);


--
-- Name: job_types job_types_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.job_types
    ADD CONSTRAINT job_types_pk PRIMARY KEY (type);


--
-- Name: jobs jobs_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pk PRIMARY KEY (id);


--
-- Name: judgments judgments_case_number_key; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.judgments
    ADD CONSTRAINT judgments_case_number_key UNIQUE (case_number);


--
-- Name: judgments judgments_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.judgments
    ADD CONSTRAINT judgments_pk PRIMARY KEY (id);


--
-- Name: plaintiff_call_attempts plaintiff_call_attempts_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.plaintiff_call_attempts
    ADD CONSTRAINT plaintiff_call_attempts_pk PRIMARY KEY (id);


--
-- Name: plaintiff_contacts plaintiff_contacts_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.plaintiff_contacts
    ADD CONSTRAINT plaintiff_contacts_pk PRIMARY KEY (id);


--
-- Name: plaintiff_status_history plaintiff_status_history_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.plaintiff_status_history
    ADD CONSTRAINT plaintiff_status_history_pk PRIMARY KEY (id);


--
-- Name: plaintiff_tasks plaintiff_tasks_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.plaintiff_tasks
    ADD CONSTRAINT plaintiff_tasks_pk PRIMARY KEY (id);


--
-- Name: plaintiffs plaintiffs_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.plaintiffs
    ADD CONSTRAINT plaintiffs_pk PRIMARY KEY (id);


--
-- Name: raw_simplicity_imports raw_simplicity_imports_pk; Type: CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.raw_simplicity_imports
    ADD CONSTRAINT raw_simplicity_imports_pk PRIMARY KEY (id);


--
-- Name: watched watched_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.watched
    ADD CONSTRAINT watched_pkey PRIMARY KEY (id);


--
-- Name: dead_letter_log dead_letter_log_pk; Type: CONSTRAINT; Schema: workers; Owner: dragonfly_owner
--

ALTER TABLE ONLY workers.dead_letter_log
    ADD CONSTRAINT dead_letter_log_pk PRIMARY KEY (id);


--
-- Name: heartbeats heartbeats_pk; Type: CONSTRAINT; Schema: workers; Owner: dragonfly_owner
--

ALTER TABLE ONLY workers.heartbeats
    ADD CONSTRAINT heartbeats_pk PRIMARY KEY (worker_id);


--
-- Name: metric_slots metric_slots_pk; Type: CONSTRAINT; Schema: workers; Owner: dragonfly_owner
--

ALTER TABLE ONLY workers.metric_slots
    ADD CONSTRAINT metric_slots_pk PRIMARY KEY (queue_name, slot);


--
-- Name: metrics metrics_pk; Type: CONSTRAINT; Schema: workers; Owner: dragonfly_owner
--

ALTER TABLE ONLY workers.metrics
    ADD CONSTRAINT metrics_pk PRIMARY KEY (queue_name);


--
-- Name: processed_jobs processed_jobs_pk; Type: CONSTRAINT; Schema: workers; Owner: dragonfly_owner
--

ALTER TABLE ONLY workers.processed_jobs
    ADD CONSTRAINT processed_jobs_pk PRIMARY KEY (idempotency_key, queue_name);


--
-- Name: queue_policy queue_policy_pk; Type: CONSTRAINT; Schema: workers; Owner: dragonfly_owner
--

ALTER TABLE ONLY workers.queue_policy
    ADD CONSTRAINT queue_policy_pk PRIMARY KEY (queue_name);


--
-- Name: idempotency_keys_retained_since_idx; Type: INDEX; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE INDEX idempotency_keys_retained_since_idx ON dragonfly.idempotency_keys USING btree (((queue || ''::text)), retained_since);


--
-- Name: job_queue_lease_idx; Type: INDEX; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE INDEX job_queue_lease_idx ON dragonfly.job_queue USING btree (lease_until) WHERE (run_id IS NOT NULL);


--
-- Name: job_queue_waiting_idx; Type: INDEX; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE INDEX job_queue_waiting_idx ON dragonfly.job_queue USING btree (created_at, job_id) WHERE (run_id IS NULL);


--
-- Name: keys_by_batch; Type: INDEX; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE INDEX keys_by_batch ON dragonfly.idempotency_keys USING btree (batch);


--
-- Name: cases_case_number_idx; Type: INDEX; Schema: judgments; Owner: dragonfly_owner
--

CREATE INDEX cases_case_number_idx ON judgments.cases USING btree (case_number, judgment_date DESC NULLS LAST, case_id) INCLUDE (amount_awarded, principal_amt);


--
-- Name: enrichment_runs_case_id_idx; Type: INDEX; Schema: judgments; Owner: dragonfly_owner
--

CREATE INDEX enrichment_runs_case_id_idx ON judgments.enrichment_runs USING btree (case_id, created_at DESC, id DESC);


--
-- Name: entity_links_judgment_id_idx; Type: INDEX; Schema: parties; Owner: dragonfly_owner
--

CREATE INDEX entity_links_judgment_id_idx ON parties.entity_links USING btree (judgment_id);


--
-- Name: entity_links_plaintiff_id_idx; Type: INDEX; Schema: parties; Owner: dragonfly_owner
--

CREATE INDEX entity_links_plaintiff_id_idx ON parties.entity_links USING btree (plaintiff_id);


--
-- Name: archived_at_idx_application_queue; Type: INDEX; Schema: pgmq; Owner: postgres
--

CREATE INDEX archived_at_idx_application_queue ON pgmq.a_application_queue USING btree (archived_at);


--
-- Name: archived_at_idx_case_copilot; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_case_copilot ON pgmq.a_case_copilot USING btree (archived_at);


--
-- Name: archived_at_idx_comms_outbound; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_comms_outbound ON pgmq.a_comms_outbound USING btree (archived_at);


--
-- Name: archived_at_idx_content; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_content ON pgmq.a_content USING btree (archived_at);


--
-- Name: archived_at_idx_dead_letter; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_dead_letter ON pgmq.a_dead_letter USING btree (archived_at);


--
-- Name: archived_at_idx_enforce; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_enforce ON pgmq.a_enforce USING btree (archived_at);


--
-- Name: archived_at_idx_enforcement_drafting; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_enforcement_drafting ON pgmq.a_enforcement_drafting USING btree (archived_at);


--
-- Name: archived_at_idx_enforcement_strategy; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_enforcement_strategy ON pgmq.a_enforcement_strategy USING btree (archived_at);


--
-- Name: archived_at_idx_enrich; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_enrich ON pgmq.a_enrich USING btree (archived_at);


--
-- Name: archived_at_idx_enrich_skiptrace; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_enrich_skiptrace ON pgmq.a_enrich_skiptrace USING btree (archived_at);


--
-- Name: archived_at_idx_ingest_raw; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_ingest_raw ON pgmq.a_ingest_raw USING btree (archived_at);


--
-- Name: archived_at_idx_mail; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_mail ON pgmq.a_mail USING btree (archived_at);


--
-- Name: archived_at_idx_monitoring_recheck; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_monitoring_recheck ON pgmq.a_monitoring_recheck USING btree (archived_at);


--
-- Name: archived_at_idx_outreach; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_outreach ON pgmq.a_outreach USING btree (archived_at);


--
-- Name: archived_at_idx_schema; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_schema ON pgmq.a_schema USING btree (archived_at);


--
-- Name: archived_at_idx_score_collectability; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_score_collectability ON pgmq.a_score_collectability USING btree (archived_at);


--
-- Name: archived_at_idx_simplicity_ingest; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_simplicity_ingest ON pgmq.a_simplicity_ingest USING btree (archived_at);


--
-- Name: archived_at_idx_tsv; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX archived_at_idx_tsv ON pgmq.a_tsv USING btree (archived_at);


--
-- Name: q_application_queue_vt_idx; Type: INDEX; Schema: pgmq; Owner: postgres
--

CREATE INDEX q_application_queue_vt_idx ON pgmq.q_application_queue USING btree (vt);


--
-- Name: q_case_copilot_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_case_copilot_vt_idx ON pgmq.q_case_copilot USING btree (vt);


--
-- Name: q_comms_outbound_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_comms_outbound_vt_idx ON pgmq.q_comms_outbound USING btree (vt);


--
-- Name: q_content_stage_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_content_stage_idx ON pgmq.q_content USING btree (((message ->> 'stage'::text)), vt);


--
-- Name: q_content_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_content_vt_idx ON pgmq.q_content USING btree (vt);


--
-- Name: q_dead_letter_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_dead_letter_vt_idx ON pgmq.q_dead_letter USING btree (vt);


--
-- Name: q_enforce_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_enforce_vt_idx ON pgmq.q_enforce USING btree (vt);


--
-- Name: q_enforcement_drafting_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_enforcement_drafting_vt_idx ON pgmq.q_enforcement_drafting USING btree (vt);


--
-- Name: q_enforcement_strategy_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_enforcement_strategy_vt_idx ON pgmq.q_enforcement_strategy USING btree (vt);


--
-- Name: q_enrich_skiptrace_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_enrich_skiptrace_vt_idx ON pgmq.q_enrich_skiptrace USING btree (vt);


--
-- Name: q_enrich_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_enrich_vt_idx ON pgmq.q_enrich USING btree (vt);


--
-- Name: q_ingest_raw_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_ingest_raw_vt_idx ON pgmq.q_ingest_raw USING btree (vt);


--
-- Name: q_mail_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_mail_vt_idx ON pgmq.q_mail USING btree (vt);


--
-- Name: q_monitoring_recheck_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_monitoring_recheck_vt_idx ON pgmq.q_monitoring_recheck USING btree (vt);


--
-- Name: q_outreach_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_outreach_vt_idx ON pgmq.q_outreach USING btree (vt);


--
-- Name: q_schema_stage_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_schema_stage_idx ON pgmq.q_schema USING btree (((message ->> 'stage'::text)), vt);


--
-- Name: q_schema_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_schema_vt_idx ON pgmq.q_schema USING btree (vt);


--
-- Name: q_score_collectability_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_score_collectability_vt_idx ON pgmq.q_score_collectability USING btree (vt);


--
-- Name: q_simplicity_ingest_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_simplicity_ingest_vt_idx ON pgmq.q_simplicity_ingest USING btree (vt);


--
-- Name: q_tsv_stage_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_tsv_stage_idx ON pgmq.q_tsv USING btree (((message ->> 'stage'::text)), vt);


--
-- Name: q_tsv_vt_idx; Type: INDEX; Schema: pgmq; Owner: dragonfly_owner
--

CREATE INDEX q_tsv_vt_idx ON pgmq.q_tsv USING btree (vt);


--
-- Name: case_copilot_logs_case_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX case_copilot_logs_case_id_idx ON public.case_copilot_logs USING btree (case_id, created_at DESC, id DESC);


--
-- Name: content_assets_job_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX content_assets_job_id_idx ON public.content_assets USING btree (job_id);


--
-- Name: content_dead_letters_job_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX content_dead_letters_job_id_idx ON public.content_dead_letters USING btree (job_id);


--
-- Name: content_dead_letters_queue_stage_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX content_dead_letters_queue_stage_idx ON public.content_dead_letters USING btree (queue_name, stage);


--
-- Name: content_dead_letters_routed_at_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX content_dead_letters_routed_at_idx ON public.content_dead_letters USING btree (routed_at DESC);


--
-- Name: content_dead_letters_unresolved_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX content_dead_letters_unresolved_idx ON public.content_dead_letters USING btree (id, queue_name) WHERE (resolved_at IS NULL);


--
-- Name: content_job_events_job_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX content_job_events_job_id_idx ON public.content_job_events USING btree (job_id, created_at);


--
-- Name: content_job_events_stage_status_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX content_job_events_stage_status_idx ON public.content_job_events USING btree (stage, status, created_at DESC);


--
-- Name: content_job_metrics_job_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX content_job_metrics_job_id_idx ON public.content_job_metrics USING btree (job_id);


--
-- Name: content_job_stages_in_flight_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX content_job_stages_in_flight_idx ON public.content_job_stages USING btree (stage) INCLUDE (last_dequeued_at, queue, msg_id) WHERE ((status = 'processing'::text) AND (finished_at IS NULL));


--
-- Name: content_job_stages_ready_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX content_job_stages_ready_idx ON public.content_job_stages USING btree (stage, available_at) WHERE (status = 'queued'::text);


--
-- Name: content_jobs_created_at_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX content_jobs_created_at_idx ON public.content_jobs USING btree (created_at DESC);


--
-- Name: content_jobs_status_stage_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX content_jobs_status_stage_idx ON public.content_jobs USING btree (status, stage);


--
-- Name: content_jobs_urgency_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX content_jobs_urgency_idx ON public.content_jobs USING btree (status, priority DESC, created_at);


--
-- Name: enforcement_actions_case_id_type_status_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX enforcement_actions_case_id_type_status_idx ON public.enforcement_actions USING btree (enforcement_case_id, action_type, status);


--
-- Name: enforcement_actions_one_active; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE UNIQUE INDEX enforcement_actions_one_active ON public.enforcement_actions USING btree (enforcement_case_id, action_type) WHERE (status = ANY (ARRAY['planned'::text, 'pending'::text, 'served'::text]));


--
-- Name: enforcement_cases_judgment_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX enforcement_cases_judgment_id_idx ON public.enforcement_cases USING btree (judgment_id);


--
-- Name: enforcement_cases_one_open_per_judgment; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE UNIQUE INDEX enforcement_cases_one_open_per_judgment ON public.enforcement_cases USING btree (judgment_id) WHERE ((closed_at IS NULL) AND (status <> 'closed'::text));


--
-- Name: enforcement_cases_open_next_action_at_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX enforcement_cases_open_next_action_at_idx ON public.enforcement_cases USING btree (next_action_at) WHERE ((closed_at IS NULL) AND (status <> 'closed'::text));


--
-- Name: enforcement_cases_open_stage_tier_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX enforcement_cases_open_stage_tier_idx ON public.enforcement_cases USING btree (current_stage, tier) WHERE ((closed_at IS NULL) AND (status <> 'closed'::text));


--
-- Name: enforcement_cases_plaintiff_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX enforcement_cases_plaintiff_id_idx ON public.enforcement_cases USING btree (plaintiff_id);


--
-- Name: enforcement_cases_status_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX enforcement_cases_status_idx ON public.enforcement_cases USING btree (status);


--
-- Name: enforcement_documents_enforcement_case_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX enforcement_documents_enforcement_case_id_idx ON public.enforcement_documents USING btree (enforcement_case_id);


--
-- Name: enforcement_documents_event_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX enforcement_documents_event_id_idx ON public.enforcement_documents USING btree (event_id);


--
-- Name: enforcement_events_case_id_event_date_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX enforcement_events_case_id_event_date_idx ON public.enforcement_events USING btree (case_id, event_date DESC);


--
-- Name: enforcement_events_case_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX enforcement_events_case_id_idx ON public.enforcement_events USING btree (case_id);


--
-- Name: enforcement_events_event_date_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX enforcement_events_event_date_idx ON public.enforcement_events USING btree (event_date DESC);


--
-- Name: enforcement_events_idempotency_key; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE UNIQUE INDEX enforcement_events_idempotency_key ON public.enforcement_events USING btree (case_id, idempotency_key) WHERE (idempotency_key IS NOT NULL);


--
-- Name: enforcement_history_case_id_changed_at_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX enforcement_history_case_id_changed_at_idx ON public.enforcement_history USING btree (enforcement_case_id, changed_at DESC);


--
-- Name: enforcement_history_judgment_id_changed_at_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX enforcement_history_judgment_id_changed_at_idx ON public.enforcement_history USING btree (judgment_id, changed_at DESC);


--
-- Name: job_artifacts_run_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX job_artifacts_run_id_idx ON public.job_artifacts USING btree (run_id);


--
-- Name: job_runs_job_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX job_runs_job_id_idx ON public.job_runs USING btree (job_id);


--
-- Name: judgments_defendant_name_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX judgments_defendant_name_idx ON public.judgments USING btree (defendant_name);


--
-- Name: judgments_enforcement_stage_updated_at_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX judgments_enforcement_stage_updated_at_idx ON public.judgments USING btree (enforcement_stage_updated_at DESC, id DESC);


--
-- Name: judgments_judgment_number_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX judgments_judgment_number_idx ON public.judgments USING btree (judgment_number);


--
-- Name: judgments_pipeline_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX judgments_pipeline_idx ON public.judgments USING btree ((
CASE COALESCE(NULLIF(lower(btrim(priority_level)), ''::text), 'normal'::text)
    WHEN 'urgent'::text THEN 1
    WHEN 'high'::text THEN 2
    WHEN 'normal'::text THEN 3
    WHEN 'low'::text THEN 4
    WHEN 'on_hold'::text THEN 5
    ELSE 6
END), COALESCE(judgment_amount, (0)::numeric) DESC, id DESC) INCLUDE (case_number, priority_level, judgment_amount);


--
-- Name: judgments_plaintiff_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX judgments_plaintiff_id_idx ON public.judgments USING btree (plaintiff_id);


--
-- Name: plaintiff_call_attempts_plaintiff_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX plaintiff_call_attempts_plaintiff_id_idx ON public.plaintiff_call_attempts USING btree (plaintiff_id, attempted_at DESC);


--
-- Name: plaintiff_call_attempts_task_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX plaintiff_call_attempts_task_id_idx ON public.plaintiff_call_attempts USING btree (task_id);


--
-- Name: plaintiff_contacts_plaintiff_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX plaintiff_contacts_plaintiff_id_idx ON public.plaintiff_contacts USING btree (plaintiff_id);


--
-- Name: plaintiff_contacts_value_key; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE UNIQUE INDEX plaintiff_contacts_value_key ON public.plaintiff_contacts USING btree (plaintiff_id, kind, value) WHERE ((kind IS NOT NULL) AND (value IS NOT NULL));


--
-- Name: plaintiff_status_history_plaintiff_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX plaintiff_status_history_plaintiff_id_idx ON public.plaintiff_status_history USING btree (plaintiff_id, changed_at DESC);


--
-- Name: plaintiff_tasks_case_id_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX plaintiff_tasks_case_id_idx ON public.plaintiff_tasks USING btree (case_id);


--
-- Name: plaintiff_tasks_code_key; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE UNIQUE INDEX plaintiff_tasks_code_key ON public.plaintiff_tasks USING btree (case_id, task_code) WHERE (status = ANY (ARRAY['open'::text, 'in_progress'::text]));


--
-- Name: plaintiff_tasks_open_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX plaintiff_tasks_open_idx ON public.plaintiff_tasks USING btree (plaintiff_id, status, due_at);


--
-- Name: plaintiffs_email_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX plaintiffs_email_idx ON public.plaintiffs USING btree (lower(email));


--
-- Name: plaintiffs_name_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX plaintiffs_name_idx ON public.plaintiffs USING btree (name);


--
-- Name: plaintiffs_phone_digits_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX plaintiffs_phone_digits_idx ON public.plaintiffs USING btree (regexp_replace(phone, '[^0-9]'::text, ''::text, 'g'::text)) WHERE (phone IS NOT NULL);


--
-- Name: plaintiffs_plain_name_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX plaintiffs_plain_name_idx ON public.plaintiffs USING btree (regexp_replace(lower(name), '[[:space:]!-/:-@[-`{-~]+'::text, ''::text, 'g'::text));


--
-- Name: raw_simplicity_imports_batch_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX raw_simplicity_imports_batch_idx ON public.raw_simplicity_imports USING btree (((raw_data ->> 'batch_name'::text))) WHERE (import_run_id IS NULL);


--
-- Name: raw_simplicity_imports_reference_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX raw_simplicity_imports_reference_idx ON public.raw_simplicity_imports USING btree (((raw_data ->> 'source_reference'::text))) WHERE (import_run_id IS NULL);


--
-- Name: raw_simplicity_imports_run_idx; Type: INDEX; Schema: public; Owner: dragonfly_owner
--

CREATE INDEX raw_simplicity_imports_run_idx ON public.raw_simplicity_imports USING btree (import_run_id, status, id);


--
-- Name: dead_letter_log_job_idx; Type: INDEX; Schema: workers; Owner: dragonfly_owner
--

CREATE INDEX dead_letter_log_job_idx ON workers.dead_letter_log USING btree (original_job_id, original_queue);


--
-- Name: dead_letter_log_unresolved_idx; Type: INDEX; Schema: workers; Owner: dragonfly_owner
--

CREATE INDEX dead_letter_log_unresolved_idx ON workers.dead_letter_log USING btree (original_job_id, original_queue) WHERE (resolved_at IS NULL);


--
-- Name: processed_jobs_created_at_idx; Type: INDEX; Schema: workers; Owner: dragonfly_owner
--

CREATE INDEX processed_jobs_created_at_idx ON workers.processed_jobs USING btree (((queue_name || ''::text)), created_at);


--
-- Name: notes notes_touch; Type: TRIGGER; Schema: app; Owner: postgres
--

CREATE TRIGGER notes_touch BEFORE UPDATE ON app.notes FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_touch_updated_at();


--
-- Name: settings settings_touch_updated_at; Type: TRIGGER; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE TRIGGER settings_touch_updated_at BEFORE UPDATE ON dragonfly.settings FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_touch_updated_at();


--
-- Name: cases cases_id; Type: TRIGGER; Schema: judgments; Owner: dragonfly_owner
--

CREATE TRIGGER cases_id BEFORE INSERT OR UPDATE OF id, case_id ON judgments.cases FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_case_id_twice();


--
-- Name: cases cases_touch_updated_at; Type: TRIGGER; Schema: judgments; Owner: dragonfly_owner
--

CREATE TRIGGER cases_touch_updated_at BEFORE UPDATE ON judgments.cases FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_touch_updated_at();


--
-- Name: entities entities_touch_updated_at; Type: TRIGGER; Schema: parties; Owner: dragonfly_owner
--

CREATE TRIGGER entities_touch_updated_at BEFORE UPDATE ON parties.entities FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_touch_updated_at();


--
-- Name: q_enrich watch; Type: TRIGGER; Schema: pgmq; Owner: dragonfly_owner
--

CREATE TRIGGER watch AFTER INSERT ON pgmq.q_enrich FOR EACH ROW EXECUTE FUNCTION app.watch();


--
-- Name: content_jobs content_jobs_cancel_stages; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER content_jobs_cancel_stages AFTER UPDATE OF status ON public.content_jobs FOR EACH ROW WHEN (((new.status = 'cancelled'::text) AND (old.status IS DISTINCT FROM 'cancelled'::text))) EXECUTE FUNCTION dragonfly.tg_content_cancel_stages();


--
-- Name: content_jobs content_jobs_first_stage; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER content_jobs_first_stage AFTER INSERT ON public.content_jobs FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_content_first_stage();


--
-- Name: content_jobs content_jobs_touch_updated_at; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER content_jobs_touch_updated_at BEFORE UPDATE ON public.content_jobs FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_touch_updated_at();


--
-- Name: content_payloads content_payloads_touch_updated_at; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER content_payloads_touch_updated_at BEFORE UPDATE ON public.content_payloads FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_touch_updated_at();


--
-- Name: content_stage_config content_stage_config_touch; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER content_stage_config_touch BEFORE INSERT OR UPDATE ON public.content_stage_config FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_touch_last_updated_at();


--
-- Name: enforcement_cases enforcement_cases_close_in_step; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER enforcement_cases_close_in_step BEFORE INSERT OR UPDATE OF status, closed_at ON public.enforcement_cases FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_close_in_step();


--
-- Name: enforcement_cases enforcement_cases_know_stage; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER enforcement_cases_know_stage BEFORE INSERT OR UPDATE OF current_stage ON public.enforcement_cases FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_know_stage();


--
-- Name: enforcement_cases enforcement_cases_touch_updated_at; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER enforcement_cases_touch_updated_at BEFORE UPDATE ON public.enforcement_cases FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_touch_updated_at();


--
-- Name: import_runs import_runs_touch_updated_at; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER import_runs_touch_updated_at BEFORE UPDATE ON public.import_runs FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_touch_updated_at();


--
-- Name: job_runs job_runs_begin; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER job_runs_begin BEFORE INSERT ON public.job_runs FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_begin_run();


--
-- Name: job_runs job_runs_end; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER job_runs_end AFTER DELETE OR UPDATE OF status ON public.job_runs FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_end_run();


--
-- Name: job_runs job_runs_hold; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER job_runs_hold AFTER INSERT ON public.job_runs FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_hold_job();


--
-- Name: jobs jobs_check; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER jobs_check BEFORE INSERT OR UPDATE OF type, payload ON public.jobs FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_check_job();


--
-- Name: jobs jobs_queue; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER jobs_queue AFTER INSERT OR UPDATE OF type ON public.jobs FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_queue_job();


--
-- Name: plaintiff_tasks plaintiff_tasks_touch_updated_at; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER plaintiff_tasks_touch_updated_at BEFORE UPDATE ON public.plaintiff_tasks FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_touch_updated_at();


--
-- Name: plaintiffs plaintiffs_touch_updated_at; Type: TRIGGER; Schema: public; Owner: dragonfly_owner
--

CREATE TRIGGER plaintiffs_touch_updated_at BEFORE UPDATE ON public.plaintiffs FOR EACH ROW EXECUTE FUNCTION dragonfly.tg_touch_updated_at();


--
-- Name: processed_jobs processed_jobs_plain; Type: TRIGGER; Schema: workers; Owner: dragonfly_owner
--

CREATE TRIGGER processed_jobs_plain BEFORE INSERT OR UPDATE OF queue_name ON workers.processed_jobs FOR EACH ROW WHEN ((new.queue_name ~~ 'q\_%'::text)) EXECUTE FUNCTION dragonfly.tg_plain_queue();


--
-- Name: notes notes_job_fkey; Type: FK CONSTRAINT; Schema: app; Owner: postgres
--

ALTER TABLE ONLY app.notes
    ADD CONSTRAINT notes_job_fkey FOREIGN KEY (job) REFERENCES pgmq.q_enrich(msg_id) ON DELETE SET NULL;


--
-- Name: job_queue job_queue_job_id_fk; Type: FK CONSTRAINT; Schema: dragonfly; Owner: dragonfly_owner
--

ALTER TABLE ONLY dragonfly.job_queue
    ADD CONSTRAINT job_queue_job_id_fk FOREIGN KEY (job_id) REFERENCES public.jobs(id) ON DELETE CASCADE;


--
-- Name: assets assets_entity_id_fk; Type: FK CONSTRAINT; Schema: enrichment; Owner: dragonfly_owner
--

ALTER TABLE ONLY enrichment.assets
    ADD CONSTRAINT assets_entity_id_fk FOREIGN KEY (entity_id) REFERENCES parties.entities(entity_id) ON DELETE CASCADE;


--
-- Name: contacts contacts_entity_id_fk; Type: FK CONSTRAINT; Schema: enrichment; Owner: dragonfly_owner
--

ALTER TABLE ONLY enrichment.contacts
    ADD CONSTRAINT contacts_entity_id_fk FOREIGN KEY (entity_id) REFERENCES parties.entities(entity_id) ON DELETE CASCADE;


--
-- Name: enrichment_runs enrichment_runs_case_id_fk; Type: FK CONSTRAINT; Schema: judgments; Owner: dragonfly_owner
--

ALTER TABLE ONLY judgments.enrichment_runs
    ADD CONSTRAINT enrichment_runs_case_id_fk FOREIGN KEY (case_id) REFERENCES judgments.cases(case_id) ON DELETE CASCADE;


--
-- Name: entities entities_case_id_fk; Type: FK CONSTRAINT; Schema: parties; Owner: dragonfly_owner
--

ALTER TABLE ONLY parties.entities
    ADD CONSTRAINT entities_case_id_fk FOREIGN KEY (case_id) REFERENCES judgments.cases(case_id) ON DELETE CASCADE;


--
-- Name: entity_links entity_links_entity_id_fk; Type: FK CONSTRAINT; Schema: parties; Owner: dragonfly_owner
--

ALTER TABLE ONLY parties.entity_links
    ADD CONSTRAINT entity_links_entity_id_fk FOREIGN KEY (entity_id) REFERENCES parties.entities(entity_id) ON DELETE CASCADE;


--
-- Name: entity_links entity_links_judgment_id_fk; Type: FK CONSTRAINT; Schema: parties; Owner: dragonfly_owner
--

ALTER TABLE ONLY parties.entity_links
    ADD CONSTRAINT entity_links_judgment_id_fk FOREIGN KEY (judgment_id) REFERENCES public.judgments(id) ON DELETE CASCADE;


--
-- Name: entity_links entity_links_plaintiff_id_fk; Type: FK CONSTRAINT; Schema: parties; Owner: dragonfly_owner
--

ALTER TABLE ONLY parties.entity_links
    ADD CONSTRAINT entity_links_plaintiff_id_fk FOREIGN KEY (plaintiff_id) REFERENCES public.plaintiffs(id) ON DELETE CASCADE;


--
-- Name: case_copilot_logs case_copilot_logs_case_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.case_copilot_logs
    ADD CONSTRAINT case_copilot_logs_case_id_fk FOREIGN KEY (case_id) REFERENCES public.enforcement_cases(id) ON DELETE CASCADE;


--
-- Name: content_assets content_assets_job_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.content_assets
    ADD CONSTRAINT content_assets_job_id_fk FOREIGN KEY (job_id) REFERENCES public.content_jobs(id) ON DELETE CASCADE;


--
-- Name: content_job_events content_job_events_job_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.content_job_events
    ADD CONSTRAINT content_job_events_job_id_fk FOREIGN KEY (job_id) REFERENCES public.content_jobs(id) ON DELETE CASCADE;


--
-- Name: content_job_metrics content_job_metrics_job_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.content_job_metrics
    ADD CONSTRAINT content_job_metrics_job_id_fk FOREIGN KEY (job_id) REFERENCES public.content_jobs(id) ON DELETE CASCADE;


--
-- Name: content_job_stages content_job_stages_job_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.content_job_stages
    ADD CONSTRAINT content_job_stages_job_id_fk FOREIGN KEY (job_id) REFERENCES public.content_jobs(id) ON DELETE CASCADE;


--
-- Name: content_payloads content_payloads_job_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.content_payloads
    ADD CONSTRAINT content_payloads_job_id_fk FOREIGN KEY (job_id) REFERENCES public.content_jobs(id) ON DELETE CASCADE;


--
-- Name: enforcement_actions enforcement_actions_enforcement_case_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_actions
    ADD CONSTRAINT enforcement_actions_enforcement_case_id_fk FOREIGN KEY (enforcement_case_id) REFERENCES public.enforcement_cases(id) ON DELETE CASCADE;


--
-- Name: enforcement_cases enforcement_cases_current_stage_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_cases
    ADD CONSTRAINT enforcement_cases_current_stage_fk FOREIGN KEY (current_stage) REFERENCES public.enforcement_stage_lookup(stage);


--
-- Name: enforcement_cases enforcement_cases_judgment_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_cases
    ADD CONSTRAINT enforcement_cases_judgment_id_fk FOREIGN KEY (judgment_id) REFERENCES public.judgments(id) ON DELETE CASCADE;


--
-- Name: enforcement_cases enforcement_cases_plaintiff_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_cases
    ADD CONSTRAINT enforcement_cases_plaintiff_id_fk FOREIGN KEY (plaintiff_id) REFERENCES public.plaintiffs(id) ON DELETE SET NULL;


--
-- Name: enforcement_documents enforcement_documents_enforcement_case_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_documents
    ADD CONSTRAINT enforcement_documents_enforcement_case_id_fk FOREIGN KEY (enforcement_case_id) REFERENCES public.enforcement_cases(id) ON DELETE CASCADE;


--
-- Name: enforcement_documents enforcement_documents_event_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_documents
    ADD CONSTRAINT enforcement_documents_event_id_fk FOREIGN KEY (event_id) REFERENCES public.enforcement_events(id);


--
-- Name: enforcement_events enforcement_events_case_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_events
    ADD CONSTRAINT enforcement_events_case_id_fk FOREIGN KEY (case_id) REFERENCES public.enforcement_cases(id) ON DELETE CASCADE;


--
-- Name: enforcement_history enforcement_history_enforcement_case_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_history
    ADD CONSTRAINT enforcement_history_enforcement_case_id_fk FOREIGN KEY (enforcement_case_id) REFERENCES public.enforcement_cases(id) ON DELETE CASCADE;


--
-- Name: enforcement_history enforcement_history_judgment_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.enforcement_history
    ADD CONSTRAINT enforcement_history_judgment_id_fk FOREIGN KEY (judgment_id) REFERENCES public.judgments(id) ON DELETE CASCADE;


--
-- Name: job_artifacts job_artifacts_run_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.job_artifacts
    ADD CONSTRAINT job_artifacts_run_id_fk FOREIGN KEY (run_id) REFERENCES public.job_runs(id) ON DELETE CASCADE;


--
-- Name: job_runs job_runs_job_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.job_runs
    ADD CONSTRAINT job_runs_job_id_fk FOREIGN KEY (job_id) REFERENCES public.jobs(id) ON DELETE CASCADE;


--
-- Name: jobs jobs_type_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_type_fk FOREIGN KEY (type) REFERENCES public.job_types(type);


--
-- Name: judgments judgments_plaintiff_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.judgments
    ADD CONSTRAINT judgments_plaintiff_id_fk FOREIGN KEY (plaintiff_id) REFERENCES public.plaintiffs(id) ON DELETE SET NULL;


--
-- Name: plaintiff_call_attempts plaintiff_call_attempts_plaintiff_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.plaintiff_call_attempts
    ADD CONSTRAINT plaintiff_call_attempts_plaintiff_id_fk FOREIGN KEY (plaintiff_id) REFERENCES public.plaintiffs(id) ON DELETE CASCADE;


--
-- Name: plaintiff_call_attempts plaintiff_call_attempts_task_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.plaintiff_call_attempts
    ADD CONSTRAINT plaintiff_call_attempts_task_id_fk FOREIGN KEY (task_id) REFERENCES public.plaintiff_tasks(id) ON DELETE SET NULL;


--
-- Name: plaintiff_contacts plaintiff_contacts_plaintiff_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.plaintiff_contacts
    ADD CONSTRAINT plaintiff_contacts_plaintiff_id_fk FOREIGN KEY (plaintiff_id) REFERENCES public.plaintiffs(id) ON DELETE CASCADE;


--
-- Name: plaintiff_status_history plaintiff_status_history_plaintiff_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.plaintiff_status_history
    ADD CONSTRAINT plaintiff_status_history_plaintiff_id_fk FOREIGN KEY (plaintiff_id) REFERENCES public.plaintiffs(id) ON DELETE CASCADE;


--
-- Name: plaintiff_tasks plaintiff_tasks_case_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.plaintiff_tasks
    ADD CONSTRAINT plaintiff_tasks_case_id_fk FOREIGN KEY (case_id) REFERENCES public.enforcement_cases(id) ON DELETE SET NULL;


--
-- Name: plaintiff_tasks plaintiff_tasks_plaintiff_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.plaintiff_tasks
    ADD CONSTRAINT plaintiff_tasks_plaintiff_id_fk FOREIGN KEY (plaintiff_id) REFERENCES public.plaintiffs(id) ON DELETE CASCADE;


--
-- Name: raw_simplicity_imports raw_simplicity_imports_import_run_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE ONLY public.raw_simplicity_imports
    ADD CONSTRAINT raw_simplicity_imports_import_run_id_fk FOREIGN KEY (import_run_id) REFERENCES public.import_runs(id);


--
-- Name: idempotency_keys dragonfly_owner_all; Type: POLICY; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON dragonfly.idempotency_keys TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: job_queue dragonfly_owner_all; Type: POLICY; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON dragonfly.job_queue TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: settings dragonfly_owner_all; Type: POLICY; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON dragonfly.settings TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: idempotency_keys; Type: ROW SECURITY; Schema: dragonfly; Owner: dragonfly_owner
--

ALTER TABLE dragonfly.idempotency_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: job_queue; Type: ROW SECURITY; Schema: dragonfly; Owner: dragonfly_owner
--

ALTER TABLE dragonfly.job_queue ENABLE ROW LEVEL SECURITY;

--
-- Name: job_queue job_queue_service; Type: POLICY; Schema: dragonfly; Owner: dragonfly_owner
--

CREATE POLICY job_queue_service ON dragonfly.job_queue TO service_role USING (true) WITH CHECK (true);


--
-- Name: settings; Type: ROW SECURITY; Schema: dragonfly; Owner: dragonfly_owner
--

ALTER TABLE dragonfly.settings ENABLE ROW LEVEL SECURITY;

--
-- Name: assets; Type: ROW SECURITY; Schema: enrichment; Owner: dragonfly_owner
--

ALTER TABLE enrichment.assets ENABLE ROW LEVEL SECURITY;

--
-- Name: assets assets_operator; Type: POLICY; Schema: enrichment; Owner: dragonfly_owner
--

CREATE POLICY assets_operator ON enrichment.assets FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: assets assets_owner; Type: POLICY; Schema: enrichment; Owner: dragonfly_owner
--

CREATE POLICY assets_owner ON enrichment.assets TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: assets assets_service; Type: POLICY; Schema: enrichment; Owner: dragonfly_owner
--

CREATE POLICY assets_service ON enrichment.assets TO service_role USING (true) WITH CHECK (true);


--
-- Name: contacts; Type: ROW SECURITY; Schema: enrichment; Owner: dragonfly_owner
--

ALTER TABLE enrichment.contacts ENABLE ROW LEVEL SECURITY;

--
-- Name: contacts contacts_operator; Type: POLICY; Schema: enrichment; Owner: dragonfly_owner
--

CREATE POLICY contacts_operator ON enrichment.contacts FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: contacts contacts_owner; Type: POLICY; Schema: enrichment; Owner: dragonfly_owner
--

CREATE POLICY contacts_owner ON enrichment.contacts TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: contacts contacts_service; Type: POLICY; Schema: enrichment; Owner: dragonfly_owner
--

CREATE POLICY contacts_service ON enrichment.contacts TO service_role USING (true) WITH CHECK (true);


--
-- Name: cases; Type: ROW SECURITY; Schema: judgments; Owner: dragonfly_owner
--

ALTER TABLE judgments.cases ENABLE ROW LEVEL SECURITY;

--
-- Name: cases cases_operator; Type: POLICY; Schema: judgments; Owner: dragonfly_owner
--

CREATE POLICY cases_operator ON judgments.cases FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: cases cases_owner; Type: POLICY; Schema: judgments; Owner: dragonfly_owner
--

CREATE POLICY cases_owner ON judgments.cases TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: cases cases_service; Type: POLICY; Schema: judgments; Owner: dragonfly_owner
--

CREATE POLICY cases_service ON judgments.cases TO service_role USING (true) WITH CHECK (true);


--
-- Name: enrichment_runs; Type: ROW SECURITY; Schema: judgments; Owner: dragonfly_owner
--

ALTER TABLE judgments.enrichment_runs ENABLE ROW LEVEL SECURITY;

--
-- Name: enrichment_runs enrichment_runs_operator; Type: POLICY; Schema: judgments; Owner: dragonfly_owner
--

CREATE POLICY enrichment_runs_operator ON judgments.enrichment_runs FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: enrichment_runs enrichment_runs_owner; Type: POLICY; Schema: judgments; Owner: dragonfly_owner
--

CREATE POLICY enrichment_runs_owner ON judgments.enrichment_runs TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: enrichment_runs enrichment_runs_service; Type: POLICY; Schema: judgments; Owner: dragonfly_owner
--

CREATE POLICY enrichment_runs_service ON judgments.enrichment_runs TO service_role USING (true) WITH CHECK (true);


--
-- Name: entities; Type: ROW SECURITY; Schema: parties; Owner: dragonfly_owner
--

ALTER TABLE parties.entities ENABLE ROW LEVEL SECURITY;

--
-- Name: entities entities_operator; Type: POLICY; Schema: parties; Owner: dragonfly_owner
--

CREATE POLICY entities_operator ON parties.entities FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: entities entities_owner; Type: POLICY; Schema: parties; Owner: dragonfly_owner
--

CREATE POLICY entities_owner ON parties.entities TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: entities entities_service; Type: POLICY; Schema: parties; Owner: dragonfly_owner
--

CREATE POLICY entities_service ON parties.entities TO service_role USING (true) WITH CHECK (true);


--
-- Name: entity_links; Type: ROW SECURITY; Schema: parties; Owner: dragonfly_owner
--

ALTER TABLE parties.entity_links ENABLE ROW LEVEL SECURITY;

--
-- Name: entity_links entity_links_operator; Type: POLICY; Schema: parties; Owner: dragonfly_owner
--

CREATE POLICY entity_links_operator ON parties.entity_links FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: entity_links entity_links_owner; Type: POLICY; Schema: parties; Owner: dragonfly_owner
--

CREATE POLICY entity_links_owner ON parties.entity_links TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: entity_links entity_links_service; Type: POLICY; Schema: parties; Owner: dragonfly_owner
--

CREATE POLICY entity_links_service ON parties.entity_links TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_case_copilot; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_case_copilot ENABLE ROW LEVEL SECURITY;

--
-- Name: a_comms_outbound; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_comms_outbound ENABLE ROW LEVEL SECURITY;

--
-- Name: a_content; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_content ENABLE ROW LEVEL SECURITY;

--
-- Name: a_dead_letter; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_dead_letter ENABLE ROW LEVEL SECURITY;

--
-- Name: a_enforce; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_enforce ENABLE ROW LEVEL SECURITY;

--
-- Name: a_enforcement_drafting; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_enforcement_drafting ENABLE ROW LEVEL SECURITY;

--
-- Name: a_enforcement_strategy; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_enforcement_strategy ENABLE ROW LEVEL SECURITY;

--
-- Name: a_enrich; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_enrich ENABLE ROW LEVEL SECURITY;

--
-- Name: a_enrich_skiptrace; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_enrich_skiptrace ENABLE ROW LEVEL SECURITY;

--
-- Name: a_ingest_raw; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_ingest_raw ENABLE ROW LEVEL SECURITY;

--
-- Name: a_mail; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_mail ENABLE ROW LEVEL SECURITY;

--
-- Name: a_monitoring_recheck; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_monitoring_recheck ENABLE ROW LEVEL SECURITY;

--
-- Name: a_outreach; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_outreach ENABLE ROW LEVEL SECURITY;

--
-- Name: a_schema; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_schema ENABLE ROW LEVEL SECURITY;

--
-- Name: a_score_collectability; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_score_collectability ENABLE ROW LEVEL SECURITY;

--
-- Name: a_simplicity_ingest; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_simplicity_ingest ENABLE ROW LEVEL SECURITY;

--
-- Name: a_tsv; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.a_tsv ENABLE ROW LEVEL SECURITY;

--
-- Name: a_case_copilot dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_case_copilot TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_comms_outbound dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_comms_outbound TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_content dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_content TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_dead_letter dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_dead_letter TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_enforce dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_enforce TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_enforcement_drafting dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_enforcement_drafting TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_enforcement_strategy dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_enforcement_strategy TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_enrich dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_enrich TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_enrich_skiptrace dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_enrich_skiptrace TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_ingest_raw dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_ingest_raw TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_mail dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_mail TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_monitoring_recheck dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_monitoring_recheck TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_outreach dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_outreach TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_schema dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_schema TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_score_collectability dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_score_collectability TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_simplicity_ingest dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_simplicity_ingest TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: a_tsv dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.a_tsv TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_case_copilot dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_case_copilot TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_comms_outbound dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_comms_outbound TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_content dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_content TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_dead_letter dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_dead_letter TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_enforce dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_enforce TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_enforcement_drafting dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_enforcement_drafting TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_enforcement_strategy dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_enforcement_strategy TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_enrich dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_enrich TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_enrich_skiptrace dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_enrich_skiptrace TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_ingest_raw dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_ingest_raw TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_mail dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_mail TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_monitoring_recheck dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_monitoring_recheck TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_outreach dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_outreach TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_schema dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_schema TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_score_collectability dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_score_collectability TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_simplicity_ingest dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_simplicity_ingest TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_tsv dragonfly_owner_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON pgmq.q_tsv TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: q_case_copilot; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_case_copilot ENABLE ROW LEVEL SECURITY;

--
-- Name: q_comms_outbound; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_comms_outbound ENABLE ROW LEVEL SECURITY;

--
-- Name: q_content; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_content ENABLE ROW LEVEL SECURITY;

--
-- Name: q_dead_letter; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_dead_letter ENABLE ROW LEVEL SECURITY;

--
-- Name: q_enforce; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_enforce ENABLE ROW LEVEL SECURITY;

--
-- Name: q_enforcement_drafting; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_enforcement_drafting ENABLE ROW LEVEL SECURITY;

--
-- Name: q_enforcement_strategy; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_enforcement_strategy ENABLE ROW LEVEL SECURITY;

--
-- Name: q_enrich; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_enrich ENABLE ROW LEVEL SECURITY;

--
-- Name: q_enrich_skiptrace; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_enrich_skiptrace ENABLE ROW LEVEL SECURITY;

--
-- Name: q_ingest_raw; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_ingest_raw ENABLE ROW LEVEL SECURITY;

--
-- Name: q_mail; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_mail ENABLE ROW LEVEL SECURITY;

--
-- Name: q_monitoring_recheck; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_monitoring_recheck ENABLE ROW LEVEL SECURITY;

--
-- Name: q_outreach; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_outreach ENABLE ROW LEVEL SECURITY;

--
-- Name: q_schema; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_schema ENABLE ROW LEVEL SECURITY;

--
-- Name: q_score_collectability; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_score_collectability ENABLE ROW LEVEL SECURITY;

--
-- Name: q_simplicity_ingest; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_simplicity_ingest ENABLE ROW LEVEL SECURITY;

--
-- Name: q_tsv; Type: ROW SECURITY; Schema: pgmq; Owner: dragonfly_owner
--

ALTER TABLE pgmq.q_tsv ENABLE ROW LEVEL SECURITY;

--
-- Name: q_enrich reporting_reads; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY reporting_reads ON pgmq.q_enrich FOR SELECT TO reporting USING (true);


--
-- Name: a_case_copilot service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_case_copilot TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_comms_outbound service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_comms_outbound TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_content service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_content TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_dead_letter service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_dead_letter TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_enforce service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_enforce TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_enforcement_drafting service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_enforcement_drafting TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_enforcement_strategy service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_enforcement_strategy TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_enrich service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_enrich TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_enrich_skiptrace service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_enrich_skiptrace TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_ingest_raw service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_ingest_raw TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_mail service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_mail TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_monitoring_recheck service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_monitoring_recheck TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_outreach service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_outreach TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_schema service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_schema TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_score_collectability service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_score_collectability TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_simplicity_ingest service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_simplicity_ingest TO service_role USING (true) WITH CHECK (true);


--
-- Name: a_tsv service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.a_tsv TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_case_copilot service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_case_copilot TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_comms_outbound service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_comms_outbound TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_content service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_content TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_dead_letter service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_dead_letter TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_enforce service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_enforce TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_enforcement_drafting service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_enforcement_drafting TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_enforcement_strategy service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_enforcement_strategy TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_enrich service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_enrich TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_enrich_skiptrace service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_enrich_skiptrace TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_ingest_raw service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_ingest_raw TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_mail service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_mail TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_monitoring_recheck service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_monitoring_recheck TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_outreach service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_outreach TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_schema service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_schema TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_score_collectability service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_score_collectability TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_simplicity_ingest service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_simplicity_ingest TO service_role USING (true) WITH CHECK (true);


--
-- Name: q_tsv service_role_all; Type: POLICY; Schema: pgmq; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON pgmq.q_tsv TO service_role USING (true) WITH CHECK (true);


--
-- Name: case_copilot_logs; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.case_copilot_logs ENABLE ROW LEVEL SECURITY;

--
-- Name: case_copilot_logs case_copilot_logs_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY case_copilot_logs_owner ON public.case_copilot_logs TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: case_copilot_logs case_copilot_logs_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY case_copilot_logs_service ON public.case_copilot_logs TO service_role USING (true) WITH CHECK (true);


--
-- Name: content_assets; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.content_assets ENABLE ROW LEVEL SECURITY;

--
-- Name: content_assets content_assets_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_assets_owner ON public.content_assets TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: content_assets content_assets_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_assets_service ON public.content_assets TO service_role USING (true) WITH CHECK (true);


--
-- Name: content_dead_letters; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.content_dead_letters ENABLE ROW LEVEL SECURITY;

--
-- Name: content_dead_letters content_dead_letters_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_dead_letters_owner ON public.content_dead_letters TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: content_dead_letters content_dead_letters_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_dead_letters_service ON public.content_dead_letters TO service_role USING (true) WITH CHECK (true);


--
-- Name: content_job_events; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.content_job_events ENABLE ROW LEVEL SECURITY;

--
-- Name: content_job_events content_job_events_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_job_events_owner ON public.content_job_events TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: content_job_events content_job_events_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_job_events_service ON public.content_job_events TO service_role USING (true) WITH CHECK (true);


--
-- Name: content_job_metrics; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.content_job_metrics ENABLE ROW LEVEL SECURITY;

--
-- Name: content_job_metrics content_job_metrics_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_job_metrics_owner ON public.content_job_metrics TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: content_job_metrics content_job_metrics_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_job_metrics_service ON public.content_job_metrics TO service_role USING (true) WITH CHECK (true);


--
-- Name: content_job_stages; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.content_job_stages ENABLE ROW LEVEL SECURITY;

--
-- Name: content_job_stages content_job_stages_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_job_stages_owner ON public.content_job_stages TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: content_job_stages content_job_stages_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_job_stages_service ON public.content_job_stages TO service_role USING (true) WITH CHECK (true);


--
-- Name: content_jobs; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.content_jobs ENABLE ROW LEVEL SECURITY;

--
-- Name: content_jobs content_jobs_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_jobs_owner ON public.content_jobs TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: content_jobs content_jobs_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_jobs_service ON public.content_jobs TO service_role USING (true) WITH CHECK (true);


--
-- Name: content_payloads; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.content_payloads ENABLE ROW LEVEL SECURITY;

--
-- Name: content_payloads content_payloads_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_payloads_owner ON public.content_payloads TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: content_payloads content_payloads_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_payloads_service ON public.content_payloads TO service_role USING (true) WITH CHECK (true);


--
-- Name: content_stage_config; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.content_stage_config ENABLE ROW LEVEL SECURITY;

--
-- Name: content_stage_config content_stage_config_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_stage_config_owner ON public.content_stage_config TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: content_stage_config content_stage_config_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY content_stage_config_service ON public.content_stage_config TO service_role USING (true) WITH CHECK (true);


--
-- Name: enforcement_actions; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.enforcement_actions ENABLE ROW LEVEL SECURITY;

--
-- Name: enforcement_actions enforcement_actions_operator; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_actions_operator ON public.enforcement_actions FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: enforcement_actions enforcement_actions_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_actions_owner ON public.enforcement_actions TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: enforcement_actions enforcement_actions_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_actions_service ON public.enforcement_actions TO service_role USING (true) WITH CHECK (true);


--
-- Name: enforcement_cases; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.enforcement_cases ENABLE ROW LEVEL SECURITY;

--
-- Name: enforcement_cases enforcement_cases_operator; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_cases_operator ON public.enforcement_cases FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: enforcement_cases enforcement_cases_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_cases_owner ON public.enforcement_cases TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: enforcement_cases enforcement_cases_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_cases_service ON public.enforcement_cases TO service_role USING (true) WITH CHECK (true);


--
-- Name: enforcement_documents; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.enforcement_documents ENABLE ROW LEVEL SECURITY;

--
-- Name: enforcement_documents enforcement_documents_operator; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_documents_operator ON public.enforcement_documents FOR SELECT TO authenticated, enforcement_operator USING ((EXISTS ( SELECT
   FROM public.enforcement_cases its_case
  WHERE (its_case.id = enforcement_documents.enforcement_case_id))));


--
-- Name: enforcement_documents enforcement_documents_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_documents_owner ON public.enforcement_documents TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: enforcement_documents enforcement_documents_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_documents_service ON public.enforcement_documents TO service_role USING (true) WITH CHECK (true);


--
-- Name: enforcement_events; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.enforcement_events ENABLE ROW LEVEL SECURITY;

--
-- Name: enforcement_events enforcement_events_operator; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_events_operator ON public.enforcement_events FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: enforcement_events enforcement_events_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_events_owner ON public.enforcement_events TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: enforcement_events enforcement_events_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_events_service ON public.enforcement_events TO service_role USING (true) WITH CHECK (true);


--
-- Name: enforcement_history; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.enforcement_history ENABLE ROW LEVEL SECURITY;

--
-- Name: enforcement_history enforcement_history_operator; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_history_operator ON public.enforcement_history FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: enforcement_history enforcement_history_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_history_owner ON public.enforcement_history TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: enforcement_history enforcement_history_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_history_service ON public.enforcement_history TO service_role USING (true) WITH CHECK (true);


--
-- Name: enforcement_stage_lookup; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.enforcement_stage_lookup ENABLE ROW LEVEL SECURITY;

--
-- Name: enforcement_stage_lookup enforcement_stage_lookup_operator; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_stage_lookup_operator ON public.enforcement_stage_lookup FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: enforcement_stage_lookup enforcement_stage_lookup_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_stage_lookup_owner ON public.enforcement_stage_lookup TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: enforcement_stage_lookup enforcement_stage_lookup_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_stage_lookup_service ON public.enforcement_stage_lookup TO service_role USING (true) WITH CHECK (true);


--
-- Name: enforcement_tier_lookup; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.enforcement_tier_lookup ENABLE ROW LEVEL SECURITY;

--
-- Name: enforcement_tier_lookup enforcement_tier_lookup_operator; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_tier_lookup_operator ON public.enforcement_tier_lookup FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: enforcement_tier_lookup enforcement_tier_lookup_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_tier_lookup_owner ON public.enforcement_tier_lookup TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: enforcement_tier_lookup enforcement_tier_lookup_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY enforcement_tier_lookup_service ON public.enforcement_tier_lookup TO service_role USING (true) WITH CHECK (true);


--
-- Name: import_runs; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.import_runs ENABLE ROW LEVEL SECURITY;

--
-- Name: import_runs import_runs_operator; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY import_runs_operator ON public.import_runs FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: import_runs import_runs_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY import_runs_owner ON public.import_runs TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: import_runs import_runs_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY import_runs_service ON public.import_runs TO service_role USING (true) WITH CHECK (true);


--
-- Name: job_artifacts; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.job_artifacts ENABLE ROW LEVEL SECURITY;

--
-- Name: job_artifacts job_artifacts_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY job_artifacts_owner ON public.job_artifacts TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: job_artifacts job_artifacts_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY job_artifacts_service ON public.job_artifacts TO service_role USING (true) WITH CHECK (true);


--
-- Name: job_runs; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.job_runs ENABLE ROW LEVEL SECURITY;

--
-- Name: job_runs job_runs_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY job_runs_owner ON public.job_runs TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: job_runs job_runs_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY job_runs_service ON public.job_runs TO service_role USING (true) WITH CHECK (true);


--
-- Name: job_types; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.job_types ENABLE ROW LEVEL SECURITY;

--
-- Name: job_types job_types_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY job_types_owner ON public.job_types TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: job_types job_types_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY job_types_service ON public.job_types TO service_role USING (true) WITH CHECK (true);


--
-- Name: jobs; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.jobs ENABLE ROW LEVEL SECURITY;

--
-- Name: jobs jobs_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY jobs_owner ON public.jobs TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: jobs jobs_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY jobs_service ON public.jobs TO service_role USING (true) WITH CHECK (true);


--
-- Name: judgments; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.judgments ENABLE ROW LEVEL SECURITY;

--
-- Name: judgments judgments_operator; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY judgments_operator ON public.judgments FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: judgments judgments_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY judgments_owner ON public.judgments TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: judgments judgments_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY judgments_service ON public.judgments TO service_role USING (true) WITH CHECK (true);


--
-- Name: plaintiff_call_attempts; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.plaintiff_call_attempts ENABLE ROW LEVEL SECURITY;

--
-- Name: plaintiff_call_attempts plaintiff_call_attempts_operator; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY plaintiff_call_attempts_operator ON public.plaintiff_call_attempts FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: plaintiff_call_attempts plaintiff_call_attempts_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY plaintiff_call_attempts_owner ON public.plaintiff_call_attempts TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: plaintiff_call_attempts plaintiff_call_attempts_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY plaintiff_call_attempts_service ON public.plaintiff_call_attempts TO service_role USING (true) WITH CHECK (true);


--
-- Name: plaintiff_contacts; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.plaintiff_contacts ENABLE ROW LEVEL SECURITY;

--
-- Name: plaintiff_contacts plaintiff_contacts_operator; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY plaintiff_contacts_operator ON public.plaintiff_contacts FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: plaintiff_contacts plaintiff_contacts_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY plaintiff_contacts_owner ON public.plaintiff_contacts TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: plaintiff_contacts plaintiff_contacts_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY plaintiff_contacts_service ON public.plaintiff_contacts TO service_role USING (true) WITH CHECK (true);


--
-- Name: plaintiff_status_history; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.plaintiff_status_history ENABLE ROW LEVEL SECURITY;

--
-- Name: plaintiff_status_history plaintiff_status_history_operator; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY plaintiff_status_history_operator ON public.plaintiff_status_history FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: plaintiff_status_history plaintiff_status_history_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY plaintiff_status_history_owner ON public.plaintiff_status_history TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: plaintiff_status_history plaintiff_status_history_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY plaintiff_status_history_service ON public.plaintiff_status_history TO service_role USING (true) WITH CHECK (true);


--
-- Name: plaintiff_tasks; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.plaintiff_tasks ENABLE ROW LEVEL SECURITY;

--
-- Name: plaintiff_tasks plaintiff_tasks_operator; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY plaintiff_tasks_operator ON public.plaintiff_tasks FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: plaintiff_tasks plaintiff_tasks_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY plaintiff_tasks_owner ON public.plaintiff_tasks TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: plaintiff_tasks plaintiff_tasks_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY plaintiff_tasks_service ON public.plaintiff_tasks TO service_role USING (true) WITH CHECK (true);


--
-- Name: plaintiffs; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.plaintiffs ENABLE ROW LEVEL SECURITY;

--
-- Name: plaintiffs plaintiffs_operator; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY plaintiffs_operator ON public.plaintiffs FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: plaintiffs plaintiffs_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY plaintiffs_owner ON public.plaintiffs TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: plaintiffs plaintiffs_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY plaintiffs_service ON public.plaintiffs TO service_role USING (true) WITH CHECK (true);


--
-- Name: raw_simplicity_imports; Type: ROW SECURITY; Schema: public; Owner: dragonfly_owner
--

ALTER TABLE public.raw_simplicity_imports ENABLE ROW LEVEL SECURITY;

--
-- Name: raw_simplicity_imports raw_simplicity_imports_operator; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY raw_simplicity_imports_operator ON public.raw_simplicity_imports FOR SELECT TO authenticated, enforcement_operator USING (( SELECT dragonfly.is_operator() AS is_operator));


--
-- Name: raw_simplicity_imports raw_simplicity_imports_owner; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY raw_simplicity_imports_owner ON public.raw_simplicity_imports TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: raw_simplicity_imports raw_simplicity_imports_service; Type: POLICY; Schema: public; Owner: dragonfly_owner
--

CREATE POLICY raw_simplicity_imports_service ON public.raw_simplicity_imports TO service_role USING (true) WITH CHECK (true);


--
-- Name: dead_letter_log; Type: ROW SECURITY; Schema: workers; Owner: dragonfly_owner
--

ALTER TABLE workers.dead_letter_log ENABLE ROW LEVEL SECURITY;

--
-- Name: dead_letter_log dragonfly_owner_all; Type: POLICY; Schema: workers; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON workers.dead_letter_log TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: heartbeats dragonfly_owner_all; Type: POLICY; Schema: workers; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON workers.heartbeats TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: metric_slots dragonfly_owner_all; Type: POLICY; Schema: workers; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON workers.metric_slots TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: metrics dragonfly_owner_all; Type: POLICY; Schema: workers; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON workers.metrics TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: processed_jobs dragonfly_owner_all; Type: POLICY; Schema: workers; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON workers.processed_jobs TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: queue_policy dragonfly_owner_all; Type: POLICY; Schema: workers; Owner: dragonfly_owner
--

CREATE POLICY dragonfly_owner_all ON workers.queue_policy TO dragonfly_owner USING (true) WITH CHECK (true);


--
-- Name: heartbeats; Type: ROW SECURITY; Schema: workers; Owner: dragonfly_owner
--

ALTER TABLE workers.heartbeats ENABLE ROW LEVEL SECURITY;

--
-- Name: metric_slots; Type: ROW SECURITY; Schema: workers; Owner: dragonfly_owner
--

ALTER TABLE workers.metric_slots ENABLE ROW LEVEL SECURITY;

--
-- Name: metrics; Type: ROW SECURITY; Schema: workers; Owner: dragonfly_owner
--

ALTER TABLE workers.metrics ENABLE ROW LEVEL SECURITY;

--
-- Name: processed_jobs; Type: ROW SECURITY; Schema: workers; Owner: dragonfly_owner
--

ALTER TABLE workers.processed_jobs ENABLE ROW LEVEL SECURITY;

--
-- Name: queue_policy; Type: ROW SECURITY; Schema: workers; Owner: dragonfly_owner
--

ALTER TABLE workers.queue_policy ENABLE ROW LEVEL SECURITY;

--
-- Name: dead_letter_log service_role_all; Type: POLICY; Schema: workers; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON workers.dead_letter_log TO service_role USING (true) WITH CHECK (true);


--
-- Name: heartbeats service_role_all; Type: POLICY; Schema: workers; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON workers.heartbeats TO service_role USING (true) WITH CHECK (true);


--
-- Name: metric_slots service_role_all; Type: POLICY; Schema: workers; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON workers.metric_slots TO service_role USING (true) WITH CHECK (true);


--
-- Name: metrics service_role_all; Type: POLICY; Schema: workers; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON workers.metrics TO service_role USING (true) WITH CHECK (true);


--
-- Name: processed_jobs service_role_all; Type: POLICY; Schema: workers; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON workers.processed_jobs TO service_role USING (true) WITH CHECK (true);


--
-- Name: queue_policy service_role_all; Type: POLICY; Schema: workers; Owner: dragonfly_owner
--

CREATE POLICY service_role_all ON workers.queue_policy TO service_role USING (true) WITH CHECK (true);


--
-- Name: SCHEMA dragonfly; Type: ACL; Schema: -; Owner: postgres
--

GRANT USAGE ON SCHEMA dragonfly TO authenticated;
GRANT USAGE ON SCHEMA dragonfly TO service_role;
GRANT USAGE ON SCHEMA dragonfly TO enforcement_operator;
GRANT USAGE ON SCHEMA dragonfly TO dragonfly_owner;
GRANT USAGE ON SCHEMA dragonfly TO reporting;


--
-- Name: SCHEMA enrichment; Type: ACL; Schema: -; Owner: postgres
--

GRANT USAGE ON SCHEMA enrichment TO authenticated;
GRANT USAGE ON SCHEMA enrichment TO service_role;
GRANT USAGE ON SCHEMA enrichment TO enforcement_operator;
GRANT USAGE ON SCHEMA enrichment TO dragonfly_owner;


--
-- Name: SCHEMA judgments; Type: ACL; Schema: -; Owner: postgres
--

GRANT USAGE ON SCHEMA judgments TO authenticated;
GRANT USAGE ON SCHEMA judgments TO service_role;
GRANT USAGE ON SCHEMA judgments TO enforcement_operator;
GRANT USAGE ON SCHEMA judgments TO dragonfly_owner;


--
-- Name: SCHEMA parties; Type: ACL; Schema: -; Owner: postgres
--

GRANT USAGE ON SCHEMA parties TO authenticated;
GRANT USAGE ON SCHEMA parties TO service_role;
GRANT USAGE ON SCHEMA parties TO enforcement_operator;
GRANT USAGE ON SCHEMA parties TO dragonfly_owner;


--
-- Name: SCHEMA pgmq; Type: ACL; Schema: -; Owner: postgres
--

GRANT USAGE ON SCHEMA pgmq TO reporting;


--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: pg_database_owner
--

GRANT USAGE ON SCHEMA public TO anon;
GRANT USAGE ON SCHEMA public TO authenticated;
GRANT USAGE ON SCHEMA public TO service_role;


--
-- Name: SCHEMA workers; Type: ACL; Schema: -; Owner: postgres
--

GRANT USAGE ON SCHEMA workers TO service_role;
GRANT USAGE ON SCHEMA workers TO enforcement_operator;
GRANT USAGE ON SCHEMA workers TO dragonfly_owner;


--
-- Name: FUNCTION is_operator(); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.is_operator() FROM PUBLIC;
GRANT ALL ON FUNCTION dragonfly.is_operator() TO authenticated;
GRANT ALL ON FUNCTION dragonfly.is_operator() TO service_role;
GRANT ALL ON FUNCTION dragonfly.is_operator() TO enforcement_operator;


--
-- Name: FUNCTION note_stage_errors(errors jsonb); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.note_stage_errors(errors jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION dragonfly.note_stage_errors(errors jsonb) TO service_role;


--
-- Name: FUNCTION note_worker_answers(); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.note_worker_answers() FROM PUBLIC;


--
-- Name: FUNCTION tg_begin_run(); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.tg_begin_run() FROM PUBLIC;


--
-- Name: FUNCTION tg_case_id_twice(); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.tg_case_id_twice() FROM PUBLIC;


--
-- Name: FUNCTION tg_check_job(); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.tg_check_job() FROM PUBLIC;


--
-- Name: FUNCTION tg_close_in_step(); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.tg_close_in_step() FROM PUBLIC;


--
-- Name: FUNCTION tg_content_cancel_stages(); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.tg_content_cancel_stages() FROM PUBLIC;


--
-- Name: FUNCTION tg_content_first_stage(); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.tg_content_first_stage() FROM PUBLIC;


--
-- Name: FUNCTION tg_end_run(); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.tg_end_run() FROM PUBLIC;


--
-- Name: FUNCTION tg_hold_job(); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.tg_hold_job() FROM PUBLIC;


--
-- Name: FUNCTION tg_know_stage(); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.tg_know_stage() FROM PUBLIC;


--
-- Name: FUNCTION tg_plain_queue(); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.tg_plain_queue() FROM PUBLIC;


--
-- Name: FUNCTION tg_queue_job(); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.tg_queue_job() FROM PUBLIC;


--
-- Name: FUNCTION tg_touch_last_updated_at(); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.tg_touch_last_updated_at() FROM PUBLIC;


--
-- Name: FUNCTION tg_touch_updated_at(); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.tg_touch_updated_at() FROM PUBLIC;


--
-- Name: FUNCTION try_content_worker(endpoint text, stage text, queue text, payload jsonb); Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION dragonfly.try_content_worker(endpoint text, stage text, queue text, payload jsonb) FROM PUBLIC;


--
-- Name: FUNCTION queue_jobs(jobs jsonb); Type: ACL; Schema: public; Owner: postgres
--

GRANT ALL ON FUNCTION public.queue_jobs(jobs jsonb) TO reporting;


--
-- Name: TABLE judgments; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.judgments TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.judgments TO service_role;
GRANT SELECT ON TABLE public.judgments TO enforcement_operator;


--
-- Name: FUNCTION set_enforcement_stage(_judgment_id bigint, _new_stage text, _note text, _changed_by text); Type: ACL; Schema: public; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION public.set_enforcement_stage(_judgment_id bigint, _new_stage text, _note text, _changed_by text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.set_enforcement_stage(_judgment_id bigint, _new_stage text, _note text, _changed_by text) TO anon;
GRANT ALL ON FUNCTION public.set_enforcement_stage(_judgment_id bigint, _new_stage text, _note text, _changed_by text) TO authenticated;
GRANT ALL ON FUNCTION public.set_enforcement_stage(_judgment_id bigint, _new_stage text, _note text, _changed_by text) TO service_role;
GRANT ALL ON FUNCTION public.set_enforcement_stage(_judgment_id bigint, _new_stage text, _note text, _changed_by text) TO enforcement_operator;


--
-- Name: FUNCTION queue_states(); Type: ACL; Schema: workers; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION workers.queue_states() FROM PUBLIC;
GRANT ALL ON FUNCTION workers.queue_states() TO service_role;


--
-- Name: FUNCTION unresolved_letters(); Type: ACL; Schema: workers; Owner: dragonfly_owner
--

REVOKE ALL ON FUNCTION workers.unresolved_letters() FROM PUBLIC;
GRANT ALL ON FUNCTION workers.unresolved_letters() TO service_role;


--
-- Name: TABLE q_enrich; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_enrich TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_enrich TO service_role;
GRANT SELECT ON TABLE pgmq.q_enrich TO reporting;


--
-- Name: TABLE idempotency_keys; Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE dragonfly.idempotency_keys TO reporting;


--
-- Name: TABLE job_queue; Type: ACL; Schema: dragonfly; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE dragonfly.job_queue TO service_role;


--
-- Name: TABLE assets; Type: ACL; Schema: enrichment; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE enrichment.assets TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE enrichment.assets TO service_role;
GRANT SELECT ON TABLE enrichment.assets TO enforcement_operator;


--
-- Name: TABLE contacts; Type: ACL; Schema: enrichment; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE enrichment.contacts TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE enrichment.contacts TO service_role;
GRANT SELECT ON TABLE enrichment.contacts TO enforcement_operator;


--
-- Name: TABLE cases; Type: ACL; Schema: judgments; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE judgments.cases TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE judgments.cases TO service_role;
GRANT SELECT ON TABLE judgments.cases TO enforcement_operator;


--
-- Name: TABLE enrichment_runs; Type: ACL; Schema: judgments; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE judgments.enrichment_runs TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE judgments.enrichment_runs TO service_role;
GRANT SELECT ON TABLE judgments.enrichment_runs TO enforcement_operator;


--
-- Name: SEQUENCE enrichment_runs_id_seq; Type: ACL; Schema: judgments; Owner: dragonfly_owner
--

GRANT SELECT,USAGE ON SEQUENCE judgments.enrichment_runs_id_seq TO service_role;


--
-- Name: TABLE v_collectability_snapshot; Type: ACL; Schema: judgments; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE judgments.v_collectability_snapshot TO authenticated;
GRANT SELECT ON TABLE judgments.v_collectability_snapshot TO service_role;
GRANT SELECT ON TABLE judgments.v_collectability_snapshot TO enforcement_operator;


--
-- Name: TABLE entities; Type: ACL; Schema: parties; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE parties.entities TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE parties.entities TO service_role;
GRANT SELECT ON TABLE parties.entities TO enforcement_operator;


--
-- Name: TABLE entity_links; Type: ACL; Schema: parties; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE parties.entity_links TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE parties.entity_links TO service_role;
GRANT SELECT ON TABLE parties.entity_links TO enforcement_operator;


--
-- Name: TABLE a_application_queue; Type: ACL; Schema: pgmq; Owner: postgres
--

GRANT SELECT ON TABLE pgmq.a_application_queue TO pg_monitor;


--
-- Name: TABLE a_case_copilot; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_case_copilot TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_case_copilot TO service_role;


--
-- Name: TABLE a_comms_outbound; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_comms_outbound TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_comms_outbound TO service_role;


--
-- Name: TABLE a_content; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_content TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_content TO service_role;


--
-- Name: TABLE a_dead_letter; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_dead_letter TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_dead_letter TO service_role;


--
-- Name: TABLE a_enforce; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_enforce TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_enforce TO service_role;


--
-- Name: TABLE a_enforcement_drafting; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_enforcement_drafting TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_enforcement_drafting TO service_role;


--
-- Name: TABLE a_enforcement_strategy; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_enforcement_strategy TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_enforcement_strategy TO service_role;


--
-- Name: TABLE a_enrich; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_enrich TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_enrich TO service_role;


--
-- Name: TABLE a_enrich_skiptrace; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_enrich_skiptrace TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_enrich_skiptrace TO service_role;


--
-- Name: TABLE a_ingest_raw; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_ingest_raw TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_ingest_raw TO service_role;


--
-- Name: TABLE a_mail; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_mail TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_mail TO service_role;


--
-- Name: TABLE a_monitoring_recheck; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_monitoring_recheck TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_monitoring_recheck TO service_role;


--
-- Name: TABLE a_outreach; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_outreach TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_outreach TO service_role;


--
-- Name: TABLE a_q_comms_outbound; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_q_comms_outbound TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.a_q_comms_outbound TO service_role;


--
-- Name: TABLE a_q_dead_letter; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_q_dead_letter TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.a_q_dead_letter TO service_role;


--
-- Name: TABLE a_q_enforcement_drafting; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_q_enforcement_drafting TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.a_q_enforcement_drafting TO service_role;


--
-- Name: TABLE a_q_enforcement_strategy; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_q_enforcement_strategy TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.a_q_enforcement_strategy TO service_role;


--
-- Name: TABLE a_q_enrich_skiptrace; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_q_enrich_skiptrace TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.a_q_enrich_skiptrace TO service_role;


--
-- Name: TABLE a_q_ingest_raw; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_q_ingest_raw TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.a_q_ingest_raw TO service_role;


--
-- Name: TABLE a_q_mail; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_q_mail TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.a_q_mail TO service_role;


--
-- Name: TABLE a_q_monitoring_recheck; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_q_monitoring_recheck TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.a_q_monitoring_recheck TO service_role;


--
-- Name: TABLE a_score_collectability; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_score_collectability TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_score_collectability TO service_role;


--
-- Name: TABLE a_q_score_collectability; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_q_score_collectability TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.a_q_score_collectability TO service_role;


--
-- Name: TABLE a_simplicity_ingest; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_simplicity_ingest TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_simplicity_ingest TO service_role;


--
-- Name: TABLE a_q_simplicity_ingest; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_q_simplicity_ingest TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.a_q_simplicity_ingest TO service_role;


--
-- Name: TABLE a_schema; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_schema TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_schema TO service_role;


--
-- Name: TABLE a_tsv; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.a_tsv TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.a_tsv TO service_role;


--
-- Name: TABLE q_application_queue; Type: ACL; Schema: pgmq; Owner: postgres
--

GRANT SELECT ON TABLE pgmq.q_application_queue TO pg_monitor;


--
-- Name: SEQUENCE q_application_queue_msg_id_seq; Type: ACL; Schema: pgmq; Owner: postgres
--

GRANT SELECT ON SEQUENCE pgmq.q_application_queue_msg_id_seq TO pg_monitor;


--
-- Name: TABLE q_case_copilot; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_case_copilot TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_case_copilot TO service_role;


--
-- Name: SEQUENCE q_case_copilot_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_case_copilot_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_case_copilot_msg_id_seq TO service_role;


--
-- Name: TABLE q_comms_outbound; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_comms_outbound TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_comms_outbound TO service_role;


--
-- Name: SEQUENCE q_comms_outbound_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_comms_outbound_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_comms_outbound_msg_id_seq TO service_role;


--
-- Name: TABLE q_content; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_content TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_content TO service_role;


--
-- Name: SEQUENCE q_content_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_content_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_content_msg_id_seq TO service_role;


--
-- Name: TABLE q_dead_letter; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_dead_letter TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_dead_letter TO service_role;


--
-- Name: SEQUENCE q_dead_letter_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_dead_letter_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_dead_letter_msg_id_seq TO service_role;


--
-- Name: TABLE q_enforce; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_enforce TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_enforce TO service_role;


--
-- Name: SEQUENCE q_enforce_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_enforce_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_enforce_msg_id_seq TO service_role;


--
-- Name: TABLE q_enforcement_drafting; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_enforcement_drafting TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_enforcement_drafting TO service_role;


--
-- Name: SEQUENCE q_enforcement_drafting_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_enforcement_drafting_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_enforcement_drafting_msg_id_seq TO service_role;


--
-- Name: TABLE q_enforcement_strategy; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_enforcement_strategy TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_enforcement_strategy TO service_role;


--
-- Name: SEQUENCE q_enforcement_strategy_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_enforcement_strategy_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_enforcement_strategy_msg_id_seq TO service_role;


--
-- Name: SEQUENCE q_enrich_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_enrich_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_enrich_msg_id_seq TO service_role;


--
-- Name: TABLE q_enrich_skiptrace; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_enrich_skiptrace TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_enrich_skiptrace TO service_role;


--
-- Name: SEQUENCE q_enrich_skiptrace_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_enrich_skiptrace_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_enrich_skiptrace_msg_id_seq TO service_role;


--
-- Name: TABLE q_ingest_raw; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_ingest_raw TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_ingest_raw TO service_role;


--
-- Name: SEQUENCE q_ingest_raw_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_ingest_raw_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_ingest_raw_msg_id_seq TO service_role;


--
-- Name: TABLE q_mail; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_mail TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_mail TO service_role;


--
-- Name: SEQUENCE q_mail_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_mail_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_mail_msg_id_seq TO service_role;


--
-- Name: TABLE q_monitoring_recheck; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_monitoring_recheck TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_monitoring_recheck TO service_role;


--
-- Name: SEQUENCE q_monitoring_recheck_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_monitoring_recheck_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_monitoring_recheck_msg_id_seq TO service_role;


--
-- Name: TABLE q_outreach; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_outreach TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_outreach TO service_role;


--
-- Name: SEQUENCE q_outreach_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_outreach_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_outreach_msg_id_seq TO service_role;


--
-- Name: TABLE q_q_comms_outbound; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_comms_outbound TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.q_q_comms_outbound TO service_role;


--
-- Name: TABLE q_q_comms_outbound_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_comms_outbound_msg_id_seq TO pg_monitor;
GRANT SELECT ON TABLE pgmq.q_q_comms_outbound_msg_id_seq TO service_role;


--
-- Name: TABLE q_q_dead_letter; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_dead_letter TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.q_q_dead_letter TO service_role;


--
-- Name: TABLE q_q_dead_letter_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_dead_letter_msg_id_seq TO pg_monitor;
GRANT SELECT ON TABLE pgmq.q_q_dead_letter_msg_id_seq TO service_role;


--
-- Name: TABLE q_q_enforcement_drafting; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_enforcement_drafting TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.q_q_enforcement_drafting TO service_role;


--
-- Name: TABLE q_q_enforcement_drafting_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_enforcement_drafting_msg_id_seq TO pg_monitor;
GRANT SELECT ON TABLE pgmq.q_q_enforcement_drafting_msg_id_seq TO service_role;


--
-- Name: TABLE q_q_enforcement_strategy; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_enforcement_strategy TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.q_q_enforcement_strategy TO service_role;


--
-- Name: TABLE q_q_enforcement_strategy_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_enforcement_strategy_msg_id_seq TO pg_monitor;
GRANT SELECT ON TABLE pgmq.q_q_enforcement_strategy_msg_id_seq TO service_role;


--
-- Name: TABLE q_q_enrich_skiptrace; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_enrich_skiptrace TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.q_q_enrich_skiptrace TO service_role;


--
-- Name: TABLE q_q_enrich_skiptrace_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_enrich_skiptrace_msg_id_seq TO pg_monitor;
GRANT SELECT ON TABLE pgmq.q_q_enrich_skiptrace_msg_id_seq TO service_role;


--
-- Name: TABLE q_q_ingest_raw; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_ingest_raw TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.q_q_ingest_raw TO service_role;


--
-- Name: TABLE q_q_ingest_raw_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_ingest_raw_msg_id_seq TO pg_monitor;
GRANT SELECT ON TABLE pgmq.q_q_ingest_raw_msg_id_seq TO service_role;


--
-- Name: TABLE q_q_mail; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_mail TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.q_q_mail TO service_role;


--
-- Name: TABLE q_q_mail_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_mail_msg_id_seq TO pg_monitor;
GRANT SELECT ON TABLE pgmq.q_q_mail_msg_id_seq TO service_role;


--
-- Name: TABLE q_q_monitoring_recheck; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_monitoring_recheck TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.q_q_monitoring_recheck TO service_role;


--
-- Name: TABLE q_q_monitoring_recheck_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_monitoring_recheck_msg_id_seq TO pg_monitor;
GRANT SELECT ON TABLE pgmq.q_q_monitoring_recheck_msg_id_seq TO service_role;


--
-- Name: TABLE q_score_collectability; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_score_collectability TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_score_collectability TO service_role;


--
-- Name: TABLE q_q_score_collectability; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_score_collectability TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.q_q_score_collectability TO service_role;


--
-- Name: SEQUENCE q_score_collectability_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_score_collectability_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_score_collectability_msg_id_seq TO service_role;


--
-- Name: TABLE q_q_score_collectability_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_score_collectability_msg_id_seq TO pg_monitor;
GRANT SELECT ON TABLE pgmq.q_q_score_collectability_msg_id_seq TO service_role;


--
-- Name: TABLE q_simplicity_ingest; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_simplicity_ingest TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_simplicity_ingest TO service_role;


--
-- Name: TABLE q_q_simplicity_ingest; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_simplicity_ingest TO pg_monitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE pgmq.q_q_simplicity_ingest TO service_role;


--
-- Name: SEQUENCE q_simplicity_ingest_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_simplicity_ingest_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_simplicity_ingest_msg_id_seq TO service_role;


--
-- Name: TABLE q_q_simplicity_ingest_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_q_simplicity_ingest_msg_id_seq TO pg_monitor;
GRANT SELECT ON TABLE pgmq.q_q_simplicity_ingest_msg_id_seq TO service_role;


--
-- Name: TABLE q_schema; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_schema TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_schema TO service_role;


--
-- Name: SEQUENCE q_schema_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_schema_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_schema_msg_id_seq TO service_role;


--
-- Name: TABLE q_tsv; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE pgmq.q_tsv TO pg_monitor;
GRANT SELECT,INSERT,DELETE,TRUNCATE,UPDATE ON TABLE pgmq.q_tsv TO service_role;


--
-- Name: SEQUENCE q_tsv_msg_id_seq; Type: ACL; Schema: pgmq; Owner: dragonfly_owner
--

GRANT SELECT ON SEQUENCE pgmq.q_tsv_msg_id_seq TO pg_monitor;
GRANT SELECT,USAGE ON SEQUENCE pgmq.q_tsv_msg_id_seq TO service_role;


--
-- Name: TABLE case_copilot_logs; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.case_copilot_logs TO service_role;


--
-- Name: SEQUENCE case_copilot_logs_id_seq; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,USAGE ON SEQUENCE public.case_copilot_logs_id_seq TO service_role;


--
-- Name: TABLE content_assets; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.content_assets TO service_role;


--
-- Name: SEQUENCE content_assets_id_seq; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,USAGE ON SEQUENCE public.content_assets_id_seq TO service_role;


--
-- Name: TABLE content_dead_letters; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.content_dead_letters TO service_role;


--
-- Name: SEQUENCE content_dead_letters_id_seq; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,USAGE ON SEQUENCE public.content_dead_letters_id_seq TO service_role;


--
-- Name: TABLE content_job_events; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.content_job_events TO service_role;


--
-- Name: SEQUENCE content_job_events_id_seq; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,USAGE ON SEQUENCE public.content_job_events_id_seq TO service_role;


--
-- Name: TABLE content_job_metrics; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.content_job_metrics TO service_role;


--
-- Name: SEQUENCE content_job_metrics_id_seq; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,USAGE ON SEQUENCE public.content_job_metrics_id_seq TO service_role;


--
-- Name: TABLE content_job_stages; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.content_job_stages TO service_role;


--
-- Name: TABLE content_jobs; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.content_jobs TO service_role;


--
-- Name: TABLE content_payloads; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.content_payloads TO service_role;


--
-- Name: TABLE content_stage_config; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.content_stage_config TO service_role;


--
-- Name: TABLE enforcement_actions; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.enforcement_actions TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.enforcement_actions TO service_role;
GRANT SELECT ON TABLE public.enforcement_actions TO enforcement_operator;


--
-- Name: TABLE enforcement_cases; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.enforcement_cases TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.enforcement_cases TO service_role;
GRANT SELECT ON TABLE public.enforcement_cases TO enforcement_operator;


--
-- Name: TABLE enforcement_documents; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.enforcement_documents TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.enforcement_documents TO service_role;
GRANT SELECT ON TABLE public.enforcement_documents TO enforcement_operator;


--
-- Name: TABLE enforcement_events; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.enforcement_events TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.enforcement_events TO service_role;
GRANT SELECT ON TABLE public.enforcement_events TO enforcement_operator;


--
-- Name: TABLE enforcement_history; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.enforcement_history TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.enforcement_history TO service_role;
GRANT SELECT ON TABLE public.enforcement_history TO enforcement_operator;


--
-- Name: SEQUENCE enforcement_history_id_seq; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,USAGE ON SEQUENCE public.enforcement_history_id_seq TO service_role;


--
-- Name: TABLE enforcement_stage_lookup; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.enforcement_stage_lookup TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.enforcement_stage_lookup TO service_role;
GRANT SELECT ON TABLE public.enforcement_stage_lookup TO enforcement_operator;


--
-- Name: TABLE enforcement_tier_lookup; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.enforcement_tier_lookup TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.enforcement_tier_lookup TO service_role;
GRANT SELECT ON TABLE public.enforcement_tier_lookup TO enforcement_operator;


--
-- Name: TABLE import_runs; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.import_runs TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_runs TO service_role;
GRANT SELECT ON TABLE public.import_runs TO enforcement_operator;


--
-- Name: TABLE job_artifacts; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.job_artifacts TO service_role;


--
-- Name: TABLE job_runs; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.job_runs TO service_role;


--
-- Name: TABLE job_types; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.job_types TO service_role;


--
-- Name: TABLE jobs; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.jobs TO service_role;


--
-- Name: SEQUENCE judgments_id_seq; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,USAGE ON SEQUENCE public.judgments_id_seq TO service_role;


--
-- Name: TABLE plaintiff_call_attempts; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.plaintiff_call_attempts TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.plaintiff_call_attempts TO service_role;
GRANT SELECT ON TABLE public.plaintiff_call_attempts TO enforcement_operator;


--
-- Name: TABLE plaintiff_contacts; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.plaintiff_contacts TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.plaintiff_contacts TO service_role;
GRANT SELECT ON TABLE public.plaintiff_contacts TO enforcement_operator;


--
-- Name: TABLE plaintiff_status_history; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.plaintiff_status_history TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.plaintiff_status_history TO service_role;
GRANT SELECT ON TABLE public.plaintiff_status_history TO enforcement_operator;


--
-- Name: TABLE plaintiff_tasks; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.plaintiff_tasks TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.plaintiff_tasks TO service_role;
GRANT SELECT ON TABLE public.plaintiff_tasks TO enforcement_operator;


--
-- Name: TABLE plaintiffs; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.plaintiffs TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.plaintiffs TO service_role;
GRANT SELECT ON TABLE public.plaintiffs TO enforcement_operator;


--
-- Name: TABLE raw_simplicity_imports; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.raw_simplicity_imports TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.raw_simplicity_imports TO service_role;
GRANT SELECT ON TABLE public.raw_simplicity_imports TO enforcement_operator;


--
-- Name: SEQUENCE raw_simplicity_imports_id_seq; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT,USAGE ON SEQUENCE public.raw_simplicity_imports_id_seq TO service_role;


--
-- Name: TABLE v_case_copilot_latest; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.v_case_copilot_latest TO service_role;


--
-- Name: TABLE v_collectability_snapshot; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.v_collectability_snapshot TO authenticated;
GRANT SELECT ON TABLE public.v_collectability_snapshot TO service_role;
GRANT SELECT ON TABLE public.v_collectability_snapshot TO enforcement_operator;


--
-- Name: TABLE v_content_job_status; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.v_content_job_status TO service_role;


--
-- Name: TABLE v_enforcement_case_summary; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.v_enforcement_case_summary TO authenticated;
GRANT SELECT ON TABLE public.v_enforcement_case_summary TO service_role;
GRANT SELECT ON TABLE public.v_enforcement_case_summary TO enforcement_operator;


--
-- Name: TABLE v_enforcement_overview; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.v_enforcement_overview TO authenticated;
GRANT SELECT ON TABLE public.v_enforcement_overview TO service_role;
GRANT SELECT ON TABLE public.v_enforcement_overview TO enforcement_operator;


--
-- Name: TABLE v_enforcement_recent; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.v_enforcement_recent TO authenticated;
GRANT SELECT ON TABLE public.v_enforcement_recent TO service_role;
GRANT SELECT ON TABLE public.v_enforcement_recent TO enforcement_operator;


--
-- Name: TABLE v_enforcement_stage_totals; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.v_enforcement_stage_totals TO authenticated;
GRANT SELECT ON TABLE public.v_enforcement_stage_totals TO service_role;
GRANT SELECT ON TABLE public.v_enforcement_stage_totals TO enforcement_operator;


--
-- Name: TABLE v_enforcement_summary; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.v_enforcement_summary TO authenticated;
GRANT SELECT ON TABLE public.v_enforcement_summary TO service_role;
GRANT SELECT ON TABLE public.v_enforcement_summary TO enforcement_operator;


--
-- Name: TABLE v_enforcement_timeline; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.v_enforcement_timeline TO authenticated;
GRANT SELECT ON TABLE public.v_enforcement_timeline TO service_role;
GRANT SELECT ON TABLE public.v_enforcement_timeline TO enforcement_operator;


--
-- Name: TABLE v_judgment_pipeline; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.v_judgment_pipeline TO authenticated;
GRANT SELECT ON TABLE public.v_judgment_pipeline TO service_role;
GRANT SELECT ON TABLE public.v_judgment_pipeline TO enforcement_operator;


--
-- Name: TABLE v_plaintiff_call_queue; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.v_plaintiff_call_queue TO authenticated;
GRANT SELECT ON TABLE public.v_plaintiff_call_queue TO service_role;
GRANT SELECT ON TABLE public.v_plaintiff_call_queue TO enforcement_operator;


--
-- Name: TABLE v_plaintiff_open_tasks; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.v_plaintiff_open_tasks TO authenticated;
GRANT SELECT ON TABLE public.v_plaintiff_open_tasks TO service_role;
GRANT SELECT ON TABLE public.v_plaintiff_open_tasks TO enforcement_operator;


--
-- Name: TABLE v_plaintiffs_overview; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.v_plaintiffs_overview TO authenticated;
GRANT SELECT ON TABLE public.v_plaintiffs_overview TO service_role;
GRANT SELECT ON TABLE public.v_plaintiffs_overview TO enforcement_operator;


--
-- Name: TABLE v_priority_pipeline; Type: ACL; Schema: public; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE public.v_priority_pipeline TO authenticated;
GRANT SELECT ON TABLE public.v_priority_pipeline TO service_role;
GRANT SELECT ON TABLE public.v_priority_pipeline TO enforcement_operator;


--
-- Name: TABLE watched; Type: ACL; Schema: public; Owner: postgres
--

GRANT ALL ON TABLE public.watched TO anon;
GRANT ALL ON TABLE public.watched TO authenticated;
GRANT ALL ON TABLE public.watched TO service_role;


--
-- Name: TABLE dead_letter_log; Type: ACL; Schema: workers; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE workers.dead_letter_log TO service_role;


--
-- Name: TABLE heartbeats; Type: ACL; Schema: workers; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE workers.heartbeats TO service_role;


--
-- Name: TABLE metric_slots; Type: ACL; Schema: workers; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE workers.metric_slots TO service_role;


--
-- Name: TABLE metrics; Type: ACL; Schema: workers; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE workers.metrics TO service_role;


--
-- Name: TABLE processed_jobs; Type: ACL; Schema: workers; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE workers.processed_jobs TO service_role;


--
-- Name: TABLE queue_policy; Type: ACL; Schema: workers; Owner: dragonfly_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE workers.queue_policy TO service_role;


--
-- Name: TABLE v_queue_metrics; Type: ACL; Schema: workers; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE workers.v_queue_metrics TO service_role;


--
-- Name: TABLE v_worker_health; Type: ACL; Schema: workers; Owner: dragonfly_owner
--

GRANT SELECT ON TABLE workers.v_worker_health TO service_role;


--
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: pgmq; Owner: postgres
--

ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA pgmq GRANT SELECT ON SEQUENCES TO pg_monitor;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: pgmq; Owner: postgres
--

ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA pgmq GRANT SELECT ON TABLES TO pg_monitor;


--
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: public; Owner: postgres
--

ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON SEQUENCES TO postgres;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON SEQUENCES TO anon;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON SEQUENCES TO authenticated;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON SEQUENCES TO service_role;


--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: public; Owner: postgres
--

ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON FUNCTIONS TO postgres;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON FUNCTIONS TO anon;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON FUNCTIONS TO authenticated;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON FUNCTIONS TO service_role;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: public; Owner: postgres
--

ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON TABLES TO postgres;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON TABLES TO anon;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON TABLES TO authenticated;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON TABLES TO service_role;


--
-- Name: keys; Type: MATERIALIZED VIEW DATA; Schema: app; Owner: postgres
--

REFRESH MATERIALIZED VIEW app.keys;


--
-- PostgreSQL database dump complete
--


