//! SQL signatures of waiting: a consumer that found nothing says so, and producers notify it.

use dragonfly_domain::field::excerpt;
use dragonfly_domain::queue::{Kind, QueueFault, plain_queue_name};
use pgrx::prelude::*;

use super::tables;
use crate::error::{Error, Reason, Result};
use crate::{boundary, jobs, waiting};

/// This session waits for jobs of that kind, of any other queue, or for `jobs` (docs/contract/jobs.md): producers
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

/// The plain name of what a consumer waits for: the jobs that have tables of their own, or a queue that is
/// there.
fn waited_for(name: Option<&str>) -> Result<&str> {
    let name = name.filter(|name| !name.trim().is_empty()).ok_or(QueueFault::NoKind)?;
    if name == jobs::CHANNEL {
        return Ok(jobs::CHANNEL);
    }
    let plain = plain_queue_name(name);
    if Kind::from_name(plain).is_some() || tables::exists(plain)? {
        Ok(plain)
    } else {
        Err(unknown(name)?)
    }
}

/// The hint has every name that may be waited for.
fn unknown(name: &str) -> Result<Error> {
    let mut known = tables::plain_names()?;
    known.push(jobs::CHANNEL.to_owned());
    let shown = excerpt(&name, 100);
    Ok(Error::new(Reason::QueueNotFound, format!("queue {shown} does not exist"))
        .detail(format!("kind is {shown}"))
        .hint(format!("Use one of {}.", known.join(", "))))
}
