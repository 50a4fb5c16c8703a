//! Table of contents of the extension: shared mechanics first, then one module per subsystem.
//! The order of the SQL files: preflight before any function, the finish after all of them.

::pgrx::pg_module_magic!(name, version);

mod backtraces;
mod body;
mod boundary;
mod caller;
mod clock;
mod element;
mod error;
mod ids;
mod jsonb;
mod patience;
mod security;
mod settings;
mod sqlstate;
mod statement;
mod waiting;

mod content;
mod enforcement;
mod enrichment;
mod imports;
mod install;
mod jobs;
mod ops;
mod plaintiffs;
mod queue;
mod workers;

/// Functions that PostgREST exposes are declared with `schema = "public"`.
#[pgrx::pg_schema]
mod public {}

pgrx::extension_sql_file!("../sql/preflight.sql", name = "preflight", bootstrap);
pgrx::extension_sql_file!("../sql/finish.sql", name = "finish", finalize);

#[allow(non_snake_case, reason = "the name is Postgres's")]
#[pgrx::pg_guard]
extern "C-unwind" fn _PG_init() {
    backtraces::decide();
    settings::define();
}
