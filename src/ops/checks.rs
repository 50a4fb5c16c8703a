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
        problems: include_str!("sql/extension_version.sql"),
        good: "extension and library agree",
        hint: "ALTER EXTENSION dragonfly_queue UPDATE, then SELECT dragonfly.install()",
        ..ANY
    },
    Check {
        name: "pgmq version",
        problems: include_str!("sql/pgmq_version.sql"),
        good: "1.5 or later",
        hint: "ALTER EXTENSION pgmq UPDATE",
        ..ANY
    },
    Check {
        name: "pgmq queue membership",
        severity: "warn",
        problems: include_str!("sql/pgmq_queue_membership.sql"),
        good: "queue tables are free",
        hint: "ALTER EXTENSION pgmq UPDATE when your platform offers 1.10 or later",
    },
    Check {
        name: "roles",
        problems: include_str!("sql/roles.sql"),
        good: "all roles exist",
        hint: "CREATE ROLE … NOLOGIN, then SELECT dragonfly.install()",
        ..ANY
    },
    Check {
        name: "PostgREST login",
        severity: "warn",
        problems: include_str!("sql/postgrest_login.sql"),
        good: "it may become every role that tokens name",
        hint: "GRANT … TO it, or set dragonfly_queue.authenticator where it has another name; nothing to do without PostgREST",
    },
    Check {
        name: "owner",
        problems: include_str!("sql/owner.sql"),
        good: "dragonfly_owner has no attributes",
        hint: "ALTER ROLE dragonfly_owner NOSUPERUSER NOLOGIN NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION",
        ..ANY
    },
    Check {
        name: "functions",
        // An application may have replaced dequeue_job(text); then it is its own.
        problems: include_str!("sql/functions.sql"),
        good: "all functions are there as the extension made them",
        hint: "run SELECT dragonfly.install() as a superuser; where one was replaced or the owner is not a superuser, DROP EXTENSION dragonfly_queue, CREATE EXTENSION dragonfly_queue",
        ..ANY
    },
    Check {
        name: "function grants",
        problems: include_str!("sql/function_grants.sql"),
        good: "EXECUTE is granted as documented",
        ..ANY
    },
    Check {
        name: "tables and queues",
        problems: include_str!("sql/tables_and_queues.sql"),
        good: "all tables and queues are there",
        ..ANY
    },
    Check {
        name: "columns",
        problems: include_str!("sql/columns.sql"),
        good: "all columns are there",
        ..ANY
    },
    Check {
        name: "list of queues",
        problems: include_str!("sql/list_of_queues.sql"),
        good: "pgmq lists every queue",
        ..ANY
    },
    Check {
        name: "owner's rights",
        problems: include_str!("sql/owner_s_rights.sql"),
        good: "dragonfly_owner can use every table",
        ..ANY
    },
    Check {
        name: "table grants",
        severity: "warn",
        // Whether an application's table is open to authenticated is the application's affair.
        problems: include_str!("sql/table_grants.sql"),
        good: "rights on tables are granted as documented",
        hint: "run SELECT dragonfly.install(), or these statements as the owner of the table",
    },
    Check {
        name: "keys",
        problems: include_str!("sql/keys.sql"),
        good: "every key is unique",
        hint: "remove the rows that share a key, then run SELECT dragonfly.install()",
        ..ANY
    },
    Check {
        name: "row level security",
        severity: "warn",
        problems: include_str!("sql/row_level_security.sql"),
        good: "forced on every table",
        hint: "ALTER TABLE … ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; an adopted table keeps its own",
    },
    Check {
        name: "anon",
        severity: "warn",
        problems: include_str!("sql/anon.sql"),
        good: "anon can read no table",
        hint: "SELECT dragonfly.install(lock_down => true)",
    },
    Check {
        name: "constraints",
        severity: "warn",
        problems: include_str!("sql/constraints.sql"),
        good: "all constraints are valid",
        hint: "mend the rows, then ALTER TABLE … VALIDATE CONSTRAINT …",
    },
    Check {
        name: "legacy functions",
        severity: "warn",
        problems: include_str!("sql/legacy_functions.sql"),
        good: "none was set aside",
        hint: "drop them once nothing calls them: DROP SCHEMA dragonfly_legacy CASCADE",
    },
    Check {
        name: "calls",
        problems: include_str!("sql/calls.sql"),
        good: "a plaintiff's calls can be closed one after the other",
        hint: "DROP INDEX …, or ALTER TABLE public.plaintiff_tasks DROP CONSTRAINT … where a constraint made it",
        ..ANY
    },
    Check {
        name: "pg_cron",
        severity: "warn",
        problems: include_str!("sql/pg_cron.sql"),
        good: "installed",
        hint: "CREATE EXTENSION pg_cron and SELECT dragonfly.install(), or call dragonfly.purge_idempotency_keys() hourly yourself",
    },
];
