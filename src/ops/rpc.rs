//! SQL signatures of the operator's functions.

use pgrx::prelude::*;

use super::store::{self, Finding};
use crate::boundary;

#[pg_extern(immutable, parallel_safe)]
fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

#[pg_extern(volatile, parallel_unsafe, security_definer)]
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
    let findings = boundary::run("doctor", store::examine);
    TableIterator::new(findings.into_iter().map(|Finding { check, status, detail, hint }| {
        (check.to_owned(), status.to_owned(), detail, hint)
    }))
}
