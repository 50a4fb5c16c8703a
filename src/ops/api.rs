//! SQL signatures of the operator's functions.

use pgrx::prelude::*;

use super::store::{self, Finding};
use crate::boundary;

#[pg_extern(immutable, parallel_safe)]
fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// Runs as its caller: `pg_cron` shows each role its own jobs only.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn doctor() -> TableIterator<
    'static,
    (
        name!(check_name, String),
        name!(status, String),
        name!(detail, String),
        name!(hint, Option<String>),
    ),
> {
    let findings = boundary::as_caller("doctor", store::consult);
    TableIterator::new(
        findings
            .into_iter()
            .map(|Finding { check, status, detail, hint }| (check, status, detail, hint)),
    )
}
