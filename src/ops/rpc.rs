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
    rows(boundary::run("doctor", store::consult))
}

/// The checks that need the rights of the data model's owner.
#[pg_extern(volatile, parallel_unsafe, security_definer)]
#[search_path(pg_catalog, pg_temp)]
fn examine() -> TableIterator<
    'static,
    (
        name!(check_name, String),
        name!(status, String),
        name!(detail, String),
        name!(hint, Option<String>),
    ),
> {
    rows(boundary::run("doctor", store::examine))
}

fn rows(
    findings: Vec<Finding>,
) -> TableIterator<'static, (String, String, String, Option<String>)> {
    TableIterator::new(
        findings
            .into_iter()
            .map(|Finding { check, status, detail, hint }| (check, status, detail, hint)),
    )
}
