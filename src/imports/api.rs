//! SQL signature of the import: decode, ask the rules, call the store, answer.

use dragonfly_domain::imports::run_status;
use dragonfly_domain::input::InputFault;
use pgrx::JsonB;
use pgrx::datum::Uuid;
use pgrx::prelude::*;
use serde_json::json;

use super::{batch, store};
use crate::boundary;
use crate::caller::require_read_committed;
use crate::error::{Error, Reason};

/// Turns the waiting rows of a run into plaintiffs and judgments; a bad row is marked and the rest go
/// on. Answers `{import_run_id, total, inserted, skipped, errors, status}`. Errors: no id P0001, no such
/// run PT404.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn process_simplicity_imports(import_run_id: Option<Uuid>) -> JsonB {
    boundary::run("process_simplicity_imports", || {
        let run_id = import_run_id.ok_or(InputFault::Missing("import_run_id"))?;
        require_read_committed()?;
        let run = store::begin(run_id)?.ok_or_else(|| {
            Error::new(Reason::ImportRunNotFound, format!("import run {run_id} not found"))
                .detail(format!("import_run_id is {run_id}"))
                .hint("Give the id of a row of import_runs.")
        })?;
        let allowed = store::plan_by_index()?;
        let mut last = 0;
        while let Some(reached) = batch::process(&run, last)? {
            last = reached;
        }
        store::plan_as(&allowed)?;
        let tally = store::tally(run_id)?;
        let status = run_status(tally);
        store::end(run_id, tally, status)?;
        Ok(JsonB(json!({
            "import_run_id": run_id.to_string(),
            "total": tally.total,
            "inserted": tally.inserted,
            "skipped": tally.skipped,
            "errors": tally.errors,
            "status": status,
        })))
    })
}
