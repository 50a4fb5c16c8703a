//! SQL signatures of installation.

use pgrx::prelude::*;

use super::converge::{self, Change};
use super::{access, cron, ddl, preflight, store};
use crate::error::Result;
use crate::{boundary, security, settings};

/// Converges; runs with the rights of its caller.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn install(
    lock_down: default!(Option<bool>, "false"),
) -> TableIterator<'static, (name!(action, String), name!(object, String))> {
    let changes = boundary::run("install", || {
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
    boundary::run("uninstall_jobs", || {
        Spi::connect_mut(|client| {
            store::pin_search_path(client)?;
            store::require_installer(client)?;
            cron::unschedule_all(client)
        })
    })
}

/// Runs a statement of `install()` with the rights of its own owner, `dragonfly_owner`; how many rows it
/// changed. Called by `install()` only.
#[pg_extern(volatile, parallel_unsafe, security_definer)]
#[search_path(pg_catalog, pg_temp)]
fn as_owner(statement: Option<&str>) -> i64 {
    boundary::run("as_owner", || {
        Spi::connect_mut(|client| {
            ddl::require_owner(client)?;
            let statement = statement.unwrap_or_default();
            let rows = security::restricted(|| client.update(statement, None, &[]))?.len();
            Ok(i64::try_from(rows).unwrap_or(i64::MAX))
        })
    })
}

/// First block of the script.
#[pg_extern(sql = false)]
fn preflight() {
    boundary::run("CREATE EXTENSION dragonfly_queue", || Spi::connect_mut(preflight::run));
}

/// Last block of the script, at every CREATE and UPDATE.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn finish_script() {
    boundary::run("CREATE EXTENSION dragonfly_queue", || {
        Spi::connect_mut(|client| {
            store::pin_search_path(client)?;
            if wants_model(client)? {
                converge::run(client, false)?;
            } else {
                access::apply_to_members(client)?;
                store::release(client, &access::function_oids(client)?)?;
            }
            Ok(())
        })
    });
}

/// Whether the script makes the data model as well; otherwise a warning says what to run.
fn wants_model(client: &mut pgrx::spi::SpiClient<'_>) -> Result<bool> {
    // Nothing is adopted here: grants on objects that are no members would be lost to pg_dump.
    let restoring = store::restoring(client)?;
    let asked = settings::auto_install().unwrap_or(!restoring);
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
