//! SQL signatures of installation.

use pgrx::prelude::*;

use super::converge::{self, Change};
use super::{access, cron, members, preflight, store};
use crate::error::Result;
use crate::settings::AutoInstall;
use crate::{boundary, settings};

/// Converges; runs with the rights of its caller. With `lock_down` all rights of PUBLIC, anon, authenticated,
/// `service_role` and `enforcement_operator` on adopted objects go, and those of access.sql come, except to
/// authenticated where row level security is off; rights of other roles stay.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn install(
    lock_down: default!(Option<bool>, "false"),
) -> TableIterator<'static, (name!(action, String), name!(object, String))> {
    let changes = boundary::as_caller("install", || {
        Spi::connect_mut(|client| {
            store::pin_search_path(client)?;
            store::require_installer(client)?;
            let changes = converge::run(client, lock_down.unwrap_or_default())?;
            access::grant_net(client)?;
            Ok(changes)
        })
    });
    TableIterator::new(
        changes.into_iter().map(|Change { action, object }| (action.to_owned(), object)),
    )
}

/// Removes our `pg_cron` jobs, which survive DROP EXTENSION; how many there were.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn uninstall_jobs() -> i64 {
    boundary::as_caller("uninstall_jobs", || {
        Spi::connect_mut(|client| {
            store::pin_search_path(client)?;
            store::require_installer(client)?;
            cron::unschedule_all(client)
        })
    })
}

/// First block of the script.
#[pg_extern(sql = false)]
fn preflight() {
    boundary::as_caller("CREATE EXTENSION dragonfly_queue", || Spi::connect_mut(preflight::run));
}

/// Last block of the script of CREATE EXTENSION. Scripts of updates do not call it: what they grant on a function that is
/// there, with all that others granted on it, would be missing in dumps.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn finish_script() {
    boundary::as_caller("CREATE EXTENSION dragonfly_queue", || {
        Spi::connect_mut(|client| {
            store::pin_search_path(client)?;
            if wants_model(client)? {
                converge::run(client, false)?;
            } else {
                access::apply_to_members(client)?;
                store::release(client, &members::oids(client)?)?;
            }
            Ok(())
        })
    });
}

/// Whether the script makes the data model as well; otherwise a warning says what to run.
fn wants_model(client: &mut pgrx::spi::SpiClient<'_>) -> Result<bool> {
    // Nothing is adopted here: grants on objects that are no members would be lost to pg_dump.
    let asked = match settings::auto_install() {
        AutoInstall::On => true,
        AutoInstall::Off => false,
        AutoInstall::ByState => !store::restoring(client)?,
        AutoInstall::Later => return Ok(false),
    };
    let wanted = asked && converge::is_fresh(client)?;
    let possible = !store::pgmq_claims_queues(client)?;
    if wanted && possible {
        return Ok(true);
    }
    let why = if wanted {
        "this version of pgmq cannot create queues inside an extension script"
    } else {
        "the data model was left as it is"
    };
    preflight::warn(
        &format!("dragonfly_queue: {why}"),
        "run SELECT dragonfly.install() to bring the data model up to date",
    );
    Ok(false)
}
