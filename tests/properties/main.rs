//! Properties that hold whatever the database has been through: dump and restore, drop and create,
//! convergence, adoption, versions of pgmq, the doctor's eye for what is wrong.
// Test code: a broken precondition is a failed test, and the panic is its report.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// PostgREST and PostgreSQL are names, not code.
#![allow(clippy::doc_markdown)]

mod adopt;
mod catalogue;
mod live;
mod roles;
mod support;

mod adopt_demands;
mod adopt_objects;
mod adopt_plaintiffs;
mod adopt_tables;
mod bombs;
mod changed_tables;
mod content;
mod converge;
mod converge_helpers;
mod doctor;
mod doctor_objects;
mod drop_create;
mod dump_cron;
mod dump_restore;
mod enforcement_access;
mod enforcement_adopt;
mod enforcement_application;
mod enforcement_broken;
mod enforcement_calls;
mod enforcement_life;
mod enforcement_types;
mod enforcement_views;
mod escalation;
mod escalation_cron;
mod escalation_jobs;
mod escalation_script;
mod escalation_settings;
mod event_triggers;
mod installer;
mod jobs;
mod kept_plans;
mod languages;
mod legacy;
mod lock_down;
mod pgmq_versions;
mod pipeline;
mod plaintiffs_types;
mod queues_again;
mod quiet;
mod registry;
mod sessions;
mod squatting;
mod upgrade;
mod workers_adopt;
