-- jobs: jobs, their runs and what these leave behind (docs/contract/jobs.md).
--
-- The three tables are the contract's, and applications write to them directly. What may still be claimed
-- stands in dragonfly.job_queue, which triggers keep: an index over jobs cannot know the runs.
--
-- The names are generic. A table of another make under one of them is left alone, and with it this
-- whole file. Locks are taken in one order: job, run, row of the queue.

-- tables
create table public.job_types (
    type character varying(100) not null,
    description text,
    constraint job_types_pk primary key (type)
);

-- The types point to public.job_types only here, in the column: a table that was there before may
-- know others.
create table public.jobs (
    id uuid not null default gen_random_uuid(),
    type character varying(100) not null constraint jobs_type_fk references public.job_types (type),
    payload jsonb not null default '{}',
    company_id character varying(255),
    user_id character varying(255),
    created_at timestamp without time zone default (now() at time zone 'utc'),
    constraint jobs_pk primary key (id),
    constraint jobs_payload_numbers_check check (not jsonb_path_exists(payload, 'strict $.** ? (@.type() == "number" && (@ >= 1e1000 || @ <= -1e1000 || @ != 0 && @ > -1e-1000 && @ < 1e-1000))'))
);

create table public.job_runs (
    id uuid not null default gen_random_uuid(),
    job_id uuid not null,
    attempt_no integer not null default 1,
    status character varying(50) not null default 'pending',
    progress jsonb default '{}',
    error text,
    created_at timestamp without time zone default (now() at time zone 'utc'),
    started_at timestamp without time zone,
    completed_at timestamp without time zone,
    constraint job_runs_pk primary key (id),
    constraint job_runs_attempt_key unique (job_id, attempt_no),
    constraint job_runs_progress_numbers_check check (not jsonb_path_exists(progress, 'strict $.** ? (@.type() == "number" && (@ >= 1e1000 || @ <= -1e1000 || @ != 0 && @ > -1e-1000 && @ < 1e-1000))')),
    constraint job_runs_job_id_fk
    foreign key (job_id) references public.jobs (id) on delete cascade
);

create table public.job_artifacts (
    id uuid not null default gen_random_uuid(),
    run_id uuid not null,
    artifact_type text not null,
    data jsonb,
    created_at timestamp without time zone default (now() at time zone 'utc'),
    constraint job_artifacts_pk primary key (id),
    constraint job_artifacts_data_numbers_check check (not jsonb_path_exists(data, 'strict $.** ? (@.type() == "number" && (@ >= 1e1000 || @ <= -1e1000 || @ != 0 && @ > -1e-1000 && @ < 1e-1000))')),
    constraint job_artifacts_run_id_fk
    foreign key (run_id) references public.job_runs (id) on delete cascade
);

create table dragonfly.job_queue (
    job_id uuid not null,
    type text not null,
    created_at timestamp without time zone not null,
    attempts integer not null default 0,
    max_attempts integer not null default 3,
    run_id uuid,
    lease_until timestamp with time zone,
    lease_seconds integer,
    worker text,
    available_at timestamp with time zone,
    constraint job_queue_pk primary key (job_id),
    constraint job_queue_max_attempts_check check (max_attempts > 0),
    constraint job_queue_job_id_fk
    foreign key (job_id) references public.jobs (id) on delete cascade
);

insert into public.job_types (type, description) values
    ('tech_rfp_analysis', 'Full technical RFP evaluation'),
    ('tech_rfp_summary', 'RFP summarization'),
    ('tech_rfp_evaluation_extract', 'Extract evaluation criteria from RFP'),
    ('tech_rfp_report', 'Generate technical report'),
    ('tech_rfp_generate_eval', 'Generate evaluation criteria')
on conflict do nothing;

-- indexes
-- the contract's status query; the last run of a job
create index job_runs_job_id_idx on public.job_runs (job_id);
-- the contract's results query; the artifacts of a run
create index job_artifacts_run_id_idx on public.job_artifacts (run_id);
-- claim_jobs: the oldest that wait
create index job_queue_waiting_idx on dragonfly.job_queue (created_at, job_id) where run_id is null;
-- claim_jobs: leases that have passed
create index job_queue_lease_idx on dragonfly.job_queue (lease_until) where run_id is not null;

-- triggers
-- Every way in is checked alike, before the foreign key has its say. NOW() becomes local time in a
-- column without zone: from a session elsewhere the contract's own INSERT would be hours off.
create function dragonfly.tg_check_job() returns trigger
language plpgsql security definer set search_path to pg_catalog, pg_temp set row_security to on
as $$
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

create trigger jobs_check before insert or update of type, payload on public.jobs
for each row execute function dragonfly.tg_check_job();

-- A job that is new waits. Whoever listens hears of it while the extension is there.
create function dragonfly.tg_queue_job() returns trigger
language plpgsql security definer set search_path to pg_catalog, pg_temp set row_security to on
as $$
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

create trigger jobs_queue after insert or update of type on public.jobs
for each row execute function dragonfly.tg_queue_job();

-- Job, run and queue are locked before a run is there, in the order that everybody keeps. No more than
-- that: an INSERT … ON CONFLICT may come here and insert nothing.
create function dragonfly.tg_begin_run() returns trigger
language plpgsql security definer set search_path to pg_catalog, pg_temp set row_security to on
as $$
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

create trigger job_runs_begin before insert on public.job_runs
for each row execute function dragonfly.tg_begin_run();

-- A run that somebody else begins takes the job out of the queue's hands: it has no lease and never
-- expires. Behind the last number that there is, no run can follow.
create function dragonfly.tg_hold_job() returns trigger
language plpgsql security definer set search_path to pg_catalog, pg_temp set row_security to on
as $$
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

create trigger job_runs_hold after insert on public.job_runs
for each row execute function dragonfly.tg_hold_job();

-- A run that ends takes its job out of the queue. One that is to be tried again was set free before.
-- A run that is removed while it goes on was an attempt all the same. One that was over is history, and
-- its job stays as it is.
create function dragonfly.tg_end_run() returns trigger
language plpgsql security definer set search_path to pg_catalog, pg_temp set row_security to on
as $$
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

create trigger job_runs_end after update of status or delete on public.job_runs
for each row execute function dragonfly.tg_end_run();

-- Jobs of an application that nobody has begun. The triggers have kept the queue since, and install()
-- does not fill it again: a job without runs may be one whose history was removed.
with waiting as (
    select job.id, job.type::text as type, coalesce(job.created_at, now() at time zone 'utc') as created_at
    from public.jobs as job
    where not exists (select from public.job_runs as run where run.job_id = job.id)
      and not exists (select from dragonfly.job_queue as queued where queued.job_id = job.id)
)
insert into dragonfly.job_queue (job_id, type, created_at)
select id, type, created_at from waiting
on conflict do nothing;

-- policies
-- Users reach their jobs through the functions alone.
create policy job_types_service on public.job_types to service_role using (true) with check (true);
create policy job_queue_service on dragonfly.job_queue to service_role using (true) with check (true);
create policy jobs_service on public.jobs to service_role using (true) with check (true);
create policy job_runs_service on public.job_runs to service_role using (true) with check (true);
create policy job_artifacts_service on public.job_artifacts to service_role using (true) with check (true);

-- comments
comment on table public.job_types is 'What a job may be. Rows are data: add a type by adding a row.';
comment on table dragonfly.job_queue is
'Jobs that may still be claimed, kept by triggers: free without run_id, else held until lease_until; without a lease by a run that claim_jobs did not begin.';
comment on column dragonfly.job_queue.attempts is 'How many runs were begun';
comment on column dragonfly.job_queue.max_attempts is 'After so many runs a lost lease or a failure is final';
comment on column dragonfly.job_queue.available_at is 'A job that failed is not claimed before';
comment on column dragonfly.job_queue.lease_seconds is 'How far update_job_progress moves lease_until ahead';
comment on table public.jobs is 'Jobs as applications ask for them; times are UTC.';
comment on column public.jobs.type is 'A row of public.job_types';
comment on column public.jobs.payload is 'An object with package_id';
comment on column public.jobs.user_id is 'The sub of the JWT of a user who asked for it';
comment on table public.job_runs is 'Attempts at a job; none means that it waits. Times are UTC.';
comment on column public.job_runs.status is 'pending, in_progress, completed or failed';
comment on column public.job_runs.error is 'Why it failed; also lease expired and cancelled';
comment on table public.job_artifacts is 'What a run made: result, report and others.';
