-- base: what every area leans on.
--
-- dragonfly.settings remembers what install() did once and must not do again (a pg_cron job that an
-- operator unscheduled stays unscheduled); tg_touch_updated_at keeps updated_at true on any table.
--
-- Columns of jsonb that applications write to have a check named …_numbers_check: a number such as 1e131071 takes
-- 12 bytes in jsonb and 131 072 as text, and a few thousand of them are more than Postgres can write. The
-- functions refuse the same, and long fractions besides.
--
-- Every table made here belongs to dragonfly_owner, has row level security enabled and forced, and
-- a policy for its owner: install() sees to that for all tables alike. Who else may do what:
-- access.sql.

-- tables
create table dragonfly.settings (
    name text collate "C" not null,
    value jsonb not null,
    updated_at timestamp with time zone not null default now(),
    constraint settings_pk primary key (name),
    constraint settings_name_check check (name <> '')
);

-- triggers
create function dragonfly.tg_touch_updated_at() returns trigger
language plpgsql set search_path to pg_catalog, pg_temp set row_security to on
as $$
begin
    new.updated_at := now();
    return new;
end
$$;

-- The policies of our tables ask it, once per statement: (select dragonfly.is_operator()). It is no
-- member of the extension, so the tables go on working without: then the roles alone decide.
create function dragonfly.is_operator() returns boolean
language plpgsql stable parallel restricted set search_path to pg_catalog, pg_temp set row_security to on
as $$
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

create trigger settings_touch_updated_at before update on dragonfly.settings
for each row execute function dragonfly.tg_touch_updated_at();

-- comments
comment on table dragonfly.settings is
'What dragonfly.install() did once and must not do again, and dragonfly_queue.anon_access as it was last set, by name.';
