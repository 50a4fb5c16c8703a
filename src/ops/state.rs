//! The doctor's checks of what goes on: extensions beside us, late keys, deep queues, silent workers.

use super::checks::Check;
use crate::install;

/// `pg_net`, which starts content workers from inside the database.
pub const NET: Check = Check {
    name: "pg_net",
    severity: "warn",
    // Not to_regprocedure, which raises where the schema is out of reach.
    problems: "select case
                   when request.oid is null then 'pg_net is not installed in this database'
                   else 'dragonfly_owner may not call net.http_post'
               end
               from (select) as one left join pg_proc as request
                   on pronamespace = to_regnamespace('net') and proname = 'http_post'
                   and oidvectortypes(proargtypes) = 'text, jsonb, jsonb, jsonb, integer'
               where not coalesce(has_schema_privilege(pronamespace, 'usage')
                   and has_function_privilege(request.oid, 'execute'), false)",
    good: "dragonfly_owner may call it",
    hint: "CREATE EXTENSION pg_net and SELECT dragonfly.install(), or run the program: dragonfly dispatch",
};

/// Jobs that wait or are held for too long. Reads no more of the queue than it takes to call it deep.
pub const JOBS: Check = Check {
    name: "waiting jobs",
    severity: "warn",
    problems: "select 'more than 1000 jobs wait' where (select count(*) from (
                   select from dragonfly.job_queue where run_id is null limit 1001) as waiting) > 1000
               union all select 'a job waits for over 30 minutes'
               where exists (select from dragonfly.job_queue where run_id is null
                             and created_at < now() at time zone 'utc' - interval '30 minutes')
               union all select 'a lease passed over 30 minutes ago and nobody claims'
               where exists (select from dragonfly.job_queue where run_id is not null
                             and lease_until < now() - interval '30 minutes')",
    good: "none waits for long",
    hint: "start workers that call claim_jobs, or look at what they report",
};

/// Workers that do not report and did not say that they stop.
pub const STALE: Check = Check {
    name: "stale workers",
    severity: "warn",
    problems: "select queue_name || ' on ' || hostname || ' has not reported for '
                   || floor(minutes_stale) || ' minutes'
               from workers.find_stale_workers(5) limit 20",
    good: "every worker reports or has stopped",
    hint: "start them again; dragonfly workers --prune forgets those that will not come back",
};

/// Jobs that nobody could do and nobody has looked at.
pub const DEAD_LETTERS: Check = Check {
    name: "dead letters",
    severity: "warn",
    problems: "select queue_name || ' has ' || letters || ' unresolved'
               from workers.unresolved_letters() order by queue_name",
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
    problems: "select name || ' is not scheduled' from unnest($1) as name
               where not exists (select from cron.job where jobname = name)
               union all select jobname || ' is scheduled ' || count(*) || ' times'
               from cron.job where jobname = any ($1) group by jobname having count(*) > 1
               union all select jobname || ' has another command'
               from cron.job join unnest($1, $2) as ours (name, command) on jobname = name
               where job.command <> ours.command",
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
