//! The doctor's checks of what goes on: extensions beside us, late keys, deep queues, silent workers.

use super::checks::Check;
use crate::install;

/// `pg_net`, which starts content workers from inside the database.
pub const NET: Check = Check {
    name: "pg_net",
    severity: "warn",
    // Not to_regprocedure, which raises where the schema is out of reach.
    problems: include_str!("sql/pg_net.sql"),
    good: "dragonfly_owner may call it",
    hint: "CREATE EXTENSION pg_net and SELECT dragonfly.install(), or run the program: dragonfly dispatch",
};

/// Jobs that wait or are held for too long. Reads no more of the queue than it takes to call it deep.
pub const JOBS: Check = Check {
    name: "waiting jobs",
    severity: "warn",
    problems: include_str!("sql/waiting_jobs.sql"),
    good: "none waits for long",
    hint: "start workers that call claim_jobs, or look at what they report",
};

/// Workers that do not report and did not say that they stop.
pub const STALE: Check = Check {
    name: "stale workers",
    severity: "warn",
    problems: include_str!("sql/stale_workers.sql"),
    good: "every worker reports or has stopped",
    hint: "start them again; dragonfly workers --prune forgets those that will not come back",
};

/// Jobs that nobody could do and nobody has looked at.
pub const DEAD_LETTERS: Check = Check {
    name: "dead letters",
    severity: "warn",
    problems: include_str!("sql/dead_letters.sql"),
    good: "none is unresolved",
    hint: "dragonfly dead-letters list, then replay or purge; in SQL workers.replay_dead_letters(), for content replay_content_dead_letters()",
};

/// Adopted tables that keep out what functions write; the queries are the installer's.
pub const ADOPTED: Check = Check {
    name: "adopted tables",
    severity: "warn",
    problems: "",
    good: "they take everything that functions write",
    hint: install::DEMANDS_HINT,
};

/// Stages of content that have work and get no worker; the query is content's own.
pub const STAGES: Check = Check {
    name: "content stages",
    severity: "warn",
    problems: "",
    good: "every stage with ready work gets workers",
    hint: "correct worker_endpoint in content_stage_config, or insert a row for the stage; look at the worker's log",
};

/// Our `pg_cron` jobs. Others than superusers see their own jobs only, so it is run as the caller;
/// `$1` names of our jobs, `$2` their commands.
pub const CRON: Check = Check {
    name: "cron jobs",
    severity: "warn",
    problems: include_str!("sql/cron_jobs.sql"),
    good: "scheduled once each, with their commands",
    hint: "SELECT dragonfly.uninstall_jobs(), then SELECT dragonfly.install()",
};

/// Keys of one queue that nobody purges.
pub const EXPIRED: Check = Check {
    name: "expired keys",
    severity: "warn",
    problems: "select 'idempotency keys of {queue} expired over a day ago'
               where exists (select from dragonfly.idempotency_keys
                             where queue::text = '{queue}' and retained_since
                                 < now() - make_interval(secs => $1) - interval '1 day')",
    good: "none is waiting to be purged",
    hint: "SELECT dragonfly.purge_idempotency_keys(), or take the messages they stand for off the queue",
};

/// Depth and age of one queue; `{table}` and `{queue}` come from access.sql.
pub const DEPTH: Check = Check {
    name: "queues",
    severity: "warn",
    problems: "select '{queue} has more than 1000 messages waiting' where (select count(*) from (
                   select from {table} where vt <= now() limit 1001) as waiting) > 1000
               union all select '{queue} has a message that waits for over 30 minutes'
               where exists (select from {table} where vt < now() - interval '30 minutes')",
    good: "no queue is deep or old",
    hint: "start more workers for it, or look at what they report",
};
