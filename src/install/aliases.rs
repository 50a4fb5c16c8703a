//! The second spelling of a worker queue: views with the columns of its tables and of its sequence.
//!
//! Clients that take the table's name for the queue's hand `q_ingest_raw` to pgmq, which then looks for
//! `pgmq.q_q_ingest_raw`. There is no row in pgmq.meta for it: pgmq's upgrade scripts alter every table
//! that is named there.

use pgrx::spi::SpiClient;

use super::converge::Note;
use super::queues::{is_table, real_name};
use super::store::{self, execute};
use super::{preflight, views};
use crate::error::Result;

/// Makes or renews the views of a queue, named plainly.
pub fn converge(client: &mut SpiClient<'_>, plain: &str, note: &mut Note<'_>) -> Result<()> {
    let real = real_name(client, plain)?;
    let alias = if real == plain { format!("q_{plain}") } else { plain.to_owned() };
    if is_table(client, &format!("pgmq.q_{alias}"))? {
        preflight::warn(
            &format!(
                "install: both pgmq.q_{real} and pgmq.q_{alias} are tables: two queues under one name"
            ),
            &format!(
                "stop using one of them, then SELECT pgmq.drop_queue('{alias}') and SELECT dragonfly.install()"
            ),
        );
        return Ok(());
    }
    let Some(sequence) = store::sequences_of(client, &format!("pgmq.q_{real}"))?.pop() else {
        return Ok(());
    };
    for (view, query) in [
        (format!("pgmq.q_{alias}"), format!("select * from pgmq.q_{real}")),
        (format!("pgmq.a_{alias}"), format!("select * from pgmq.a_{real}")),
        (
            format!("pgmq.q_{alias}_msg_id_seq"),
            format!("select last_value, is_called from {sequence}"),
        ),
    ] {
        let sql = format!("create view {view} with (security_invoker = true) as {query}");
        views::converge(client, &view, &query, &sql, note)?;
    }
    Ok(())
}

/// The views of a queue that are there, with what whoever may use the queue may do with each.
pub fn present(client: &SpiClient<'_>, plain: &str) -> Result<Vec<(String, &'static str)>> {
    const ROWS: &str = "select, insert, update, delete";
    let mut present = Vec::new();
    for alias in [plain.to_owned(), format!("q_{plain}")] {
        for (view, rights) in [
            (format!("pgmq.q_{alias}"), ROWS),
            (format!("pgmq.a_{alias}"), ROWS),
            (format!("pgmq.q_{alias}_msg_id_seq"), "select"),
        ] {
            let is_view = include_str!("sql/is_our_view_shape.sql");
            if store::exists(client, is_view, &view)? {
                present.push((view, rights));
            }
        }
    }
    Ok(present)
}

/// Drops the views of a queue.
pub fn drop_all(client: &mut SpiClient<'_>, plain: &str) -> Result<()> {
    for (view, _) in present(client, plain)? {
        execute(client, &format!("drop view {view}"))?;
    }
    Ok(())
}
