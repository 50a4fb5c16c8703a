//! The doctor's checks. Arguments of every query: `$1` functions, `$2` tables, `$3` version of the
//! library, `$4` grants as `signature|role`, `$5` keys as `table|column,column`, `$6` columns as
//! `table|column`, `$7` views, `$8` helpers, `$9` indexes as `index|table`, `$10` triggers as
//! `trigger|table`, `$11` policies as `policy|table|where`,
//! `$12` the role that PostgREST logs in as, `$13` rights on tables as `table|role|right, right`.

/// A check: its query returns one text per problem.
pub struct Check {
    /// Name in the answer.
    pub name: &'static str,
    /// Status when there is a problem: warn or fail.
    pub severity: &'static str,
    /// Query for problems.
    pub problems: &'static str,
    /// What to say when there is none.
    pub good: &'static str,
    /// What to do about problems.
    pub hint: &'static str,
}

/// A failed check that `install()` mends.
pub const ANY: Check = Check {
    name: "",
    severity: "fail",
    problems: "",
    good: "",
    hint: "run SELECT dragonfly.install()",
};

/// The checks that are one query each.
pub const CHECKS: &[Check] = &[
    Check {
        name: "extension version",
        problems: "select 'extension is ' || extversion || ', its library is ' || $3
                   from pg_extension where extname = 'dragonfly_queue' and extversion <> $3",
        good: "extension and library agree",
        hint: "ALTER EXTENSION dragonfly_queue UPDATE, then SELECT dragonfly.install()",
        ..ANY
    },
    Check {
        name: "pgmq version",
        problems: "select 'pgmq is ' || extversion from pg_extension where extname = 'pgmq'
                   and string_to_array(substring(extversion from '^[0-9]+[.][0-9]+'), '.')::int[]
                       < array[1, 5]
                   union all select 'pgmq is not installed'
                   where not exists (select from pg_extension where extname = 'pgmq')",
        good: "1.5 or later",
        hint: "ALTER EXTENSION pgmq UPDATE",
        ..ANY
    },
    Check {
        name: "pgmq queue membership",
        severity: "warn",
        problems: "select 'this pgmq makes queue tables its members; pgmq.drop_queue fails on ours'
                   from pg_proc where proname = 'create_non_partitioned'
                     and pronamespace = to_regnamespace('pgmq')
                     and prosrc ilike '%alter extension pgmq add table%'",
        good: "queue tables are free",
        hint: "ALTER EXTENSION pgmq UPDATE when your platform offers 1.10 or later",
    },
    Check {
        name: "roles",
        problems: "select role || ' is missing' from unnest(array['anon', 'authenticated',
                   'service_role', 'enforcement_operator', 'dragonfly_owner']) as role
                   where to_regrole(role) is null",
        good: "all roles exist",
        hint: "CREATE ROLE … NOLOGIN, then SELECT dragonfly.install()",
        ..ANY
    },
    Check {
        name: "PostgREST login",
        severity: "warn",
        problems: "select 'role ' || $12 || ' is missing'
                   where to_regrole(quote_ident($12)) is null
                   union all select 'role ' || $12 || ' may not become ' || role
                   from unnest(array['anon', 'authenticated', 'service_role',
                       'enforcement_operator']) as role
                   where to_regrole(quote_ident($12)) is not null and to_regrole(role) is not null
                     and not pg_has_role($12, role, 'member')",
        good: "it may become every role that tokens name",
        hint: "GRANT … TO it, or set dragonfly_queue.authenticator where it has another name; nothing to do without PostgREST",
    },
    Check {
        name: "owner",
        problems: "select 'dragonfly_owner has attributes' from pg_roles
                   where rolname = 'dragonfly_owner' and (rolsuper or rolcanlogin or rolbypassrls
                       or rolcreaterole or rolcreatedb or rolreplication)",
        good: "dragonfly_owner has no attributes",
        hint: "ALTER ROLE dragonfly_owner NOSUPERUSER NOLOGIN NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION",
        ..ANY
    },
    Check {
        name: "functions",
        // An application may have replaced dequeue_job(text); then it is its own.
        problems: "with ours as (
                       select signature, pg_proc.*, lanname,
                              signature = 'public.dequeue_job(text)' and lanname <> 'c' as given_away,
                              case when signature like 'workers.upsert\\_heartbeat(%anyenum%'
                                  then lanname <> 'sql'
                                  else lanname <> 'c' or coalesce(probin, '') <> 'dragonfly_queue-' || $3
                              end as replaced
                       from unnest($1) as signature
                       left join pg_proc on pg_proc.oid = to_regprocedure(signature)
                       left join pg_language on pg_language.oid = prolang)
                   select signature || ' is missing' from ours where oid is null
                   union all select signature || ' was replaced' from ours
                   where replaced and not given_away
                   union all select signature || ' belongs to ' || rolname
                   from ours join pg_roles on pg_roles.oid = proowner
                   where not given_away and proowner not in (
                       select extowner from pg_extension where extname = 'dragonfly_queue')
                   union all select 'the extension belongs to ' || rolname || ', who is not a superuser'
                   from pg_extension join pg_roles on pg_roles.oid = extowner
                   where extname = 'dragonfly_queue' and not rolsuper
                   union all select signature || ' is SECURITY DEFINER' from ours
                   where not given_away and prosecdef
                   union all select signature || ' has lost its ' || split_part(setting, '=', 1)
                   from ours, unnest(array['search_path=pg_catalog, pg_temp', 'row_security=on']) as setting
                   where oid is not null and not given_away
                     and not coalesce(setting = any (proconfig), false)",
        good: "all functions are there as the extension made them",
        hint: "run SELECT dragonfly.install() as a superuser; where one was replaced or the owner is not a superuser, DROP EXTENSION dragonfly_queue, CREATE EXTENSION dragonfly_queue",
        ..ANY
    },
    Check {
        name: "function grants",
        problems: "select signature || case when has_function_privilege(role, signature, 'execute')
                       then ' may be called by ' else ' may not be called by ' end || role
                   from unnest($1) as signature, unnest(array['anon', 'authenticated',
                       'service_role', 'enforcement_operator']) as role
                   where to_regprocedure(signature) is not null and to_regrole(role) is not null
                     and has_function_privilege(role, signature, 'execute')
                         <> (signature || '|' || role = any ($4))",
        good: "EXECUTE is granted as documented",
        ..ANY
    },
    Check {
        name: "tables and queues",
        problems: "select name || ' is missing' from unnest($2) as name
                   where to_regclass(name) is null",
        good: "all tables and queues are there",
        ..ANY
    },
    Check {
        name: "columns",
        problems: "select 'column ' || replace(wanted, '|', '.') || ' is missing'
                   from unnest($6) as wanted
                   where to_regclass(split_part(wanted, '|', 1)) is not null and not exists (
                       select from pg_attribute
                       where attrelid = to_regclass(split_part(wanted, '|', 1))
                         and attname = split_part(wanted, '|', 2) and not attisdropped)",
        good: "all columns are there",
        ..ANY
    },
    Check {
        name: "list of queues",
        problems: "select substr(name, 8) || ' is not in pgmq.meta' from unnest($2) as name
                   where name like 'pgmq.q\\_%' and to_regclass(name) is not null
                     and not exists (select from pgmq.meta where 'pgmq.q_' || queue_name = name)",
        good: "pgmq lists every queue",
        ..ANY
    },
    Check {
        name: "owner's rights",
        problems: "select 'dragonfly_owner may not ' || privilege || ' ' || name
                   from unnest($2) as name,
                        unnest(array['select', 'insert', 'update', 'delete']) as privilege
                   where to_regclass(name) is not null and not has_table_privilege(
                       'dragonfly_owner', to_regclass(name), privilege)",
        good: "dragonfly_owner can use every table",
        ..ANY
    },
    Check {
        name: "table grants",
        severity: "warn",
        // Whether an application's table is open to authenticated is the application's affair.
        problems: "select 'GRANT ' || string_agg(upper(privilege), ', ' order by place) || ' ON ' || name
                       || ' TO ' || role
                   from unnest($13) as wanted (line),
                        concat(split_part(line, '|', 1)) as name,
                        concat(split_part(line, '|', 2)) as role,
                        unnest(string_to_array(split_part(line, '|', 3), ', '))
                            with ordinality as rights (privilege, place),
                        pg_class
                   where pg_class.oid = to_regclass(name) and to_regrole(role) is not null
                     and not has_table_privilege(role, pg_class.oid, privilege)
                     and (role in ('service_role', 'enforcement_operator')
                          or relowner = to_regrole('dragonfly_owner'))
                   group by name, role order by name, role",
        good: "rights on tables are granted as documented",
        hint: "run SELECT dragonfly.install(), or these statements as the owner of the table",
    },
    Check {
        name: "keys",
        problems: "select 'nothing makes ' || split_part(wanted, '|', 2) || ' unique in '
                       || split_part(wanted, '|', 1) from unnest($5) as wanted
                   where to_regclass(split_part(wanted, '|', 1)) is not null
                     and split_part(wanted, '|', 2) not in (
                       select string_agg(attname, ',' order by attname collate \"C\")
                       from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
                       where indrelid = to_regclass(split_part(wanted, '|', 1))
                         and indisunique and indisvalid and indpred is null and indexprs is null
                       group by indexrelid)",
        good: "every key is unique",
        hint: "remove the rows that share a key, then run SELECT dragonfly.install()",
        ..ANY
    },
    Check {
        name: "row level security",
        severity: "warn",
        problems: "select name || ' has row level security off or not forced'
                   from unnest($2) as name join pg_class on pg_class.oid = to_regclass(name)
                   where not (relrowsecurity and relforcerowsecurity)",
        good: "forced on every table",
        hint: "ALTER TABLE … ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; an adopted table keeps its own",
    },
    Check {
        name: "anon",
        severity: "warn",
        problems: "select 'anon can read ' || name from unnest($2) as name
                   where to_regrole('anon') is not null and to_regclass(name) is not null
                     and has_any_column_privilege('anon', to_regclass(name), 'select')",
        good: "anon can read no table",
        hint: "SELECT dragonfly.install(lock_down => true)",
    },
    Check {
        name: "constraints",
        severity: "warn",
        problems: "select conname || ' on ' || name || ' is not valid' from unnest($2) as name
                   join pg_constraint on conrelid = to_regclass(name) where not convalidated",
        good: "all constraints are valid",
        hint: "mend the rows, then ALTER TABLE … VALIDATE CONSTRAINT …",
    },
    Check {
        name: "legacy functions",
        severity: "warn",
        problems: "select pg_proc.oid::regprocedure::text || ' was set aside' from pg_proc
                   where pronamespace = to_regnamespace('dragonfly_legacy')",
        good: "none was set aside",
        hint: "drop them once nothing calls them: DROP SCHEMA dragonfly_legacy CASCADE",
    },
    Check {
        name: "calls",
        problems: "select indexrelid::regclass::text || ' allows a plaintiff one task per kind and status'
                   from pg_index
                   where indrelid = to_regclass('public.plaintiff_tasks')
                     and indisunique and indpred is null and indexprs is null
                     and (select array_agg(attname::text order by attname) from pg_attribute
                          where attrelid = indrelid
                            and attnum = any ((indkey::int2[])[:indnkeyatts - 1]))
                         = array['kind', 'plaintiff_id', 'status']",
        good: "a plaintiff's calls can be closed one after the other",
        hint: "DROP INDEX …, or ALTER TABLE public.plaintiff_tasks DROP CONSTRAINT … where a constraint made it",
        ..ANY
    },
    Check {
        name: "pg_cron",
        severity: "warn",
        problems: "select 'pg_cron is not installed in this database'
                   where not exists (select from pg_extension where extname = 'pg_cron')",
        good: "installed",
        hint: "CREATE EXTENSION pg_cron and SELECT dragonfly.install(), or call dragonfly.purge_idempotency_keys() hourly yourself",
    },
];
