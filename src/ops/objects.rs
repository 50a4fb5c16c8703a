//! The doctor's checks of what belongs to tables; their arguments are those of `checks`.

use super::checks::{ANY, Check};

/// The checks that are one query each.
pub const OBJECTS: &[Check] = &[
    Check {
        name: "dequeue_job",
        severity: "warn",
        problems:
            "select 'public.dequeue_job(text) was replaced: it hands out jobs by rules of its own'
                   from pg_proc join pg_language on pg_language.oid = prolang
                   where pg_proc.oid = to_regprocedure('public.dequeue_job(text)')
                     and (lanname <> 'c' or coalesce(probin, '') <> 'dragonfly_queue-' || $3)",
        good: "it is the extension's",
        hint: "leave it if that is meant; else DROP EXTENSION dragonfly_queue, then CREATE EXTENSION dragonfly_queue",
    },
    Check {
        name: "cases of a judgment",
        severity: "warn",
        problems: "select indexrelid::regclass::text || ' allows a judgment one case ever'
                   from pg_index
                   where indrelid = to_regclass('public.enforcement_cases')
                     and indisunique and indpred is null and indexprs is null and indnkeyatts = 1
                     and exists (select from pg_attribute where attrelid = indrelid
                                 and attnum = indkey[0] and attname = 'judgment_id')",
        good: "a judgment can have a new case after a closed one",
        hint: "DROP INDEX …, or ALTER TABLE public.enforcement_cases DROP CONSTRAINT … where a constraint made it",
    },
    Check {
        name: "views",
        problems: "select name || ' is missing' from unnest($7) as name
                   where to_regclass(name) is null",
        good: "all views are there",
        ..ANY
    },
    Check {
        name: "helpers",
        problems: "select signature || ' is missing' from unnest($8) as signature
                   where to_regprocedure(signature) is null",
        good: "all helpers are there",
        ..ANY
    },
    Check {
        name: "indexes",
        problems: "select split_part(wanted, '|', 1) || ' on ' || split_part(wanted, '|', 2)
                       || ' is missing' from unnest($9) as wanted
                   where to_regclass(split_part(wanted, '|', 2)) is not null
                     and to_regclass(split_part(wanted, '|', 1)) is null",
        good: "all indexes are there",
        hint: "run SELECT dragonfly.install(); where it warns of rows that share a key, mend them first",
        ..ANY
    },
    Check {
        name: "triggers",
        problems: "select split_part(wanted, '|', 1) || ' on ' || split_part(wanted, '|', 2)
                       || ' is missing' from unnest($10) as wanted
                   where to_regclass(split_part(wanted, '|', 2)) is not null and not exists (
                       select from pg_trigger
                       where tgrelid = to_regclass(split_part(wanted, '|', 2))
                         and tgname = split_part(wanted, '|', 1))",
        good: "all triggers are there",
        ..ANY
    },
    Check {
        name: "policies",
        problems: "select split_part(wanted, '|', 1) || ' on ' || split_part(wanted, '|', 2)
                       || ' is missing' from unnest($11) as wanted
                   join pg_class on pg_class.oid = to_regclass(split_part(wanted, '|', 2))
                   where relrowsecurity and not exists (
                       select from pg_policy where polrelid = pg_class.oid
                         and polname = split_part(wanted, '|', 1))
                     and (split_part(wanted, '|', 3) = 'any'
                          or relowner = to_regrole('dragonfly_owner'))",
        good: "all policies are there",
        ..ANY
    },
    Check {
        name: "jobs",
        problems: "select name || ' is there without dragonfly.job_queue'
                   from unnest(array['public.jobs', 'public.job_runs', 'public.job_artifacts',
                                     'public.job_types']) as name
                   where to_regclass(name) is not null
                     and to_regclass('dragonfly.job_queue') is null",
        good: "jobs, runs and artifacts are ours or suit us",
        hint: "run SELECT dragonfly.install(); where it warns of another table, ALTER TABLE … RENAME TO … first",
        ..ANY
    },
];
