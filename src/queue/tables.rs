//! The queues' tables as this database has them: pgmq's versions differ in columns, adopted ones in
//! sequences. Looked at once per backend and queue, when a statement is made.

use crate::queue::statements;
use crate::statement;
use dragonfly_domain::queue::{Kind, plain_queue_name};
use pgrx::Spi;
use pgrx::spi::SpiClient;

use crate::error::{Error, Reason, Result};

/// A queue of that plain name is there.
pub fn exists(plain: &str) -> Result<bool> {
    Spi::connect(|client| {
        let rows = statements::QUEUE_EXISTS.run(client, &[plain.into()])?;
        Ok(rows.first().get_one::<bool>()?.unwrap_or_default())
    })
}

/// The plain names of the queues that are there, in order.
pub fn plain_names() -> Result<Vec<String>> {
    Spi::connect(|client| {
        let rows = statements::QUEUE_NAMES.run(client, &[])?;
        statement::first_column(rows)
    })
}

/// The table of a queue named in either spelling, quoted; an exact name wins over the plain one.
/// Looked up at every call: queues of an application come and go.
pub fn table_of(client: &SpiClient<'_>, queue: &str) -> Result<String> {
    let arguments = [queue.into(), plain_queue_name(queue).into()];
    let rows = statements::TABLE_OF.run(client, &arguments)?;
    if rows.is_empty() {
        if let Some(kind) = Kind::from_name(plain_queue_name(queue)) {
            return Err(statement::missing(kind.name()));
        }
        let shown: String = queue.chars().take(100).collect();
        return Err(Error::new(Reason::QueueNotFound, format!("queue {shown} does not exist"))
            .detail(format!("queue_name is {shown}"))
            .hint("SELECT queue_name FROM pgmq.list_queues() lists the queues."));
    }
    let row = rows.first();
    let table = row.get::<String>(1)?.unwrap_or_default();
    if row.get::<bool>(2)?.unwrap_or_default() {
        return Ok(table);
    }
    Err(Error::new(
        Reason::PermissionDenied,
        format!("no right to remove messages of queue {queue}"),
    )
    .detail(format!("pgmq.{table} is not granted to dragonfly_owner"))
    .hint(format!("GRANT SELECT, DELETE ON pgmq.{table} TO dragonfly_owner")))
}
