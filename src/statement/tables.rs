//! The queues' tables as this database has them: pgmq's versions differ in columns, adopted ones in
//! sequences. Looked at once per backend and queue, when a statement is made.

use dragonfly_domain::field::excerpt;
use dragonfly_domain::queue::Kind;
use dragonfly_domain::{content, workers};
use pgrx::pg_sys::Oid;
use pgrx::spi::{SpiClient, quote_literal};

use super::changes;
use crate::error::{Error, Reason, Result};

/// A queue as this database has it; names of tables are quoted and stand in schema pgmq.
pub struct Queue {
    /// Table of the messages.
    pub table: String,
    /// Table of the archived messages.
    pub archive: String,
    /// The sequence of `msg_id`, as an expression of type regclass.
    pub sequence: String,
    /// Columns that both tables have.
    pub columns: Vec<String>,
}

impl Queue {
    /// Looks a queue up by its plain name; it must be there.
    pub fn named(client: &SpiClient<'_>, plain: &str) -> Result<Self> {
        Self::find(client, plain)?.ok_or_else(|| missing(plain))
    }

    /// The same; `None` when there is no such queue. Its tables may stand under the other spelling, which an
    /// application used before; a queue whose sequence or archive is missing is not set up.
    pub fn find(client: &SpiClient<'_>, plain: &str) -> Result<Option<Self>> {
        let sql = include_str!("sql/queue_tables.sql");
        let rows = client.select(sql, None, &[plain.into()])?;
        if rows.is_empty() {
            return Ok(None);
        }
        let row = rows.first();
        for place in [5, 6] {
            row.get::<Oid>(place)?.into_iter().for_each(changes::watch);
        }
        let table = row.get::<String>(1)?.unwrap_or_default();
        let sequence = row
            .get::<String>(3)?
            .ok_or_else(|| Error::set_up(format!("pgmq.{table} has no sequence for msg_id")))?;
        Ok(Some(Self {
            table,
            archive: row.get(2)?.unwrap_or_default(),
            sequence: format!("{}::pg_catalog.regclass", quote_literal(sequence)),
            columns: row.get(4)?.unwrap_or_default(),
        }))
    }

    /// The columns that both tables have, of `table`.
    pub fn columns_of(&self, table: &str) -> String {
        let columns = self.columns.iter().map(|column| format!("{table}.{column}"));
        columns.collect::<Vec<_>>().join(", ")
    }

    /// What a read sets beside vt and `read_ct`, `$2` being the time of the call.
    pub fn last_read(&self) -> &'static str {
        let has_it = self.columns.iter().any(|column| column == "last_read_at");
        if has_it { ", last_read_at = $2" } else { "" }
    }
}

/// A queue is not there: that `install()` makes it says that the set-up is incomplete, another one that its name
/// is wrong.
pub fn missing(plain: &str) -> Error {
    let is_built_in = Kind::from_name(plain).is_some()
        || content::QUEUES.contains(&plain)
        || workers::QUEUES.contains(&plain)
        || plain == workers::DEAD_LETTER;
    if is_built_in {
        return Error::set_up("set-up is incomplete")
            .detail(format!("relation \"pgmq.q_{plain}\" does not exist"));
    }
    let shown = excerpt(&plain, 100);
    Error::new(Reason::QueueNotFound, format!("queue {shown} does not exist"))
        .detail(format!("queue is {shown}"))
        .hint("SELECT queue_name FROM pgmq.list_queues() lists the queues.")
}
