//! SQL signatures of waiting: a consumer that found nothing says so, and producers notify it.

use dragonfly_domain::queue::{Kind, plain_queue_name};
use pgrx::prelude::*;

use super::tables;
use crate::error::Result;
use crate::{boundary, jobs, waiting};

/// This session waits for jobs of that kind, of any other queue, or for `jobs` (seed 004): producers
/// notify from now on.
/// `service_role`, `enforcement_operator`.
#[pg_extern(volatile, parallel_unsafe)]
fn waiting(kind: Option<&str>) {
    boundary::as_caller("waiting", || {
        waiting::start(waited_for(kind)?);
        Ok(())
    });
}

/// This session no longer waits.
#[pg_extern(volatile, parallel_unsafe)]
fn working(kind: Option<&str>) {
    boundary::as_caller("working", || {
        waiting::stop(waited_for(kind)?);
        Ok(())
    });
}

/// The plain name of what a consumer waits for: the jobs that have tables of their own, a kind, or a
/// queue that is there.
fn waited_for(name: Option<&str>) -> Result<&str> {
    if name == Some(jobs::CHANNEL) {
        return Ok(jobs::CHANNEL);
    }
    let fault = match Kind::named(name) {
        Ok(kind) => return Ok(kind.name()),
        Err(fault) => fault,
    };
    match name.map(plain_queue_name) {
        Some(plain) if tables::exists(plain)? => Ok(plain),
        _ => Err(fault.into()),
    }
}
