//! Dead letters: messages that nobody will work on again.

use crate::content::statements;
use crate::statement::{self, On};
use dragonfly_domain::Uuid;
use pgrx::Spi;

use crate::error::Result;
use crate::ids;
use crate::jsonb::RawJsonb;

/// A message on its way out.
#[derive(Default)]
pub struct Letter {
    /// Its id on its queue.
    pub msg_id: Option<i64>,
    /// The job that fails with it; `None` when the message names none.
    pub job_id: Option<Uuid>,
    /// The stage that fails with it.
    pub stage: Option<String>,
    /// All of the message.
    pub body: Option<RawJsonb>,
    /// Why.
    pub reason: String,
    /// What the worker said of it.
    pub details: Option<RawJsonb>,
    /// Attempts that were made.
    pub attempts: i32,
}

/// Archives the messages, fails their stages and jobs, and keeps them as dead letters; ids in order.
pub fn bury(queue: &str, letters: &[Letter]) -> Result<Vec<i64>> {
    let of = |job: &Letter| job.job_id.map(ids::datum);
    let arguments = [
        letters.iter().map(|letter| letter.msg_id).collect::<Vec<_>>().into(),
        letters.iter().map(of).collect::<Vec<_>>().into(),
        letters.iter().map(|letter| letter.stage.as_deref()).collect::<Vec<_>>().into(),
        letters.iter().map(|letter| letter.body).collect::<Vec<_>>().into(),
        letters.iter().map(|letter| letter.reason.as_str()).collect::<Vec<_>>().into(),
        letters.iter().map(|letter| letter.details).collect::<Vec<_>>().into(),
        letters.iter().map(|letter| letter.attempts).collect::<Vec<_>>().into(),
        queue.into(),
    ];
    Spi::connect(|client| {
        let rows = statements::DEAD_LETTER.run_on(client, On::queue(queue), &arguments)?;
        statement::first_column(rows)
    })
}
