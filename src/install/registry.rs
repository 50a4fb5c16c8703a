//! One job, one row: an application's registry may name a queue in both spellings, `x` and `q_x`.

use pgrx::spi::SpiClient;

use super::converge::Note;
use super::{preflight, present};
use crate::error::Result;
use crate::security;

/// The trigger that keeps the registry plain once it is.
pub const TRIGGER: &str = "processed_jobs_plain";
const TABLE: &str = "workers.processed_jobs";

/// Of two rows of one job the completed one stays, else the one with more attempts.
const MERGE: &str = include_str!("sql/merge.sql");

const RENAME: &str = include_str!("sql/rename.sql");

/// Brings rows under `q_x` under `x`.
pub fn merge(client: &mut SpiClient<'_>, note: &mut Note<'_>) -> Result<()> {
    if present::defers_triggers(client, TABLE)? {
        preflight::warn(
            &format!("install: {TABLE} has deferred triggers; rows under q_ were left as they are"),
            &format!(
                "logged in as the owner of the table: UPDATE {TABLE} SET queue_name = substr(queue_name, 3) WHERE queue_name LIKE 'q\\_%'"
            ),
        );
        return Ok(());
    }
    let merged = count(client, MERGE)?;
    let renamed = count(client, RENAME)?;
    if merged > 0 {
        note("merged", &format!("{merged} rows of {TABLE} with those of the plain queue name"));
    }
    if renamed > 0 {
        note("renamed", &format!("the queue of {renamed} rows of {TABLE}"));
    }
    Ok(())
}

fn count(client: &mut SpiClient<'_>, sql: &str) -> Result<i64> {
    let rows = security::as_owner_at_once(|| {
        Ok(client.update(sql, Some(1), &[])?.first().get_one::<i64>()?)
    })?;
    Ok(rows.unwrap_or_default())
}
