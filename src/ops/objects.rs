//! The doctor's checks of what belongs to tables; their arguments are those of `checks`.

use super::checks::{ANY, Check};

/// The checks that are one query each.
pub const OBJECTS: &[Check] = &[
    Check {
        name: "dequeue_job",
        severity: "warn",
        problems: include_str!("sql/dequeue_job.sql"),
        good: "it is the extension's",
        hint: "leave it if that is meant; else DROP EXTENSION dragonfly_queue, then CREATE EXTENSION dragonfly_queue",
    },
    Check {
        name: "cases of a judgment",
        severity: "warn",
        problems: include_str!("sql/cases_of_a_judgment.sql"),
        good: "a judgment can have a new case after a closed one",
        hint: "DROP INDEX …, or ALTER TABLE public.enforcement_cases DROP CONSTRAINT … where a constraint made it",
    },
    Check {
        name: "views",
        problems: include_str!("sql/views.sql"),
        good: "all views are there",
        ..ANY
    },
    Check {
        name: "helpers",
        problems: include_str!("sql/helpers.sql"),
        good: "all helpers are there",
        ..ANY
    },
    Check {
        name: "indexes",
        problems: include_str!("sql/indexes.sql"),
        good: "all indexes are there",
        hint: "run SELECT dragonfly.install(); where it warns of rows that share a key, mend them first",
        ..ANY
    },
    Check {
        name: "triggers",
        problems: include_str!("sql/triggers.sql"),
        good: "all triggers are there",
        ..ANY
    },
    Check {
        name: "policies",
        problems: include_str!("sql/policies.sql"),
        good: "all policies are there",
        ..ANY
    },
    Check {
        name: "jobs",
        problems: include_str!("sql/jobs.sql"),
        good: "jobs, runs and artifacts are ours or suit us",
        hint: "run SELECT dragonfly.install(); where it warns of another table, ALTER TABLE … RENAME TO … first",
        ..ANY
    },
];
