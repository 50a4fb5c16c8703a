//! Stages that have ready work and get no worker: found, and written down as events.

use crate::content::statements;
use dragonfly_domain::content::StageError;
use dragonfly_domain::json::Json;
use pgrx::Spi;

use crate::error::Result;
use crate::jsonb::RawJsonb;

/// What keeps a stage from being worked on.
pub struct Problem {
    /// Name of the stage.
    pub stage: String,
    /// What is wrong.
    pub reason: String,
    /// Address of its workers, without keys.
    pub endpoint: Option<String>,
}

/// All of them, by stage.
pub fn problems() -> Result<Vec<Problem>> {
    Spi::connect(|client| {
        let rows = statements::STAGE_PROBLEMS.run(client, &[])?;
        let mut problems = Vec::with_capacity(rows.len());
        for row in rows {
            problems.push(Problem {
                stage: row.get(1)?.unwrap_or_default(),
                reason: row.get(2)?.unwrap_or_default(),
                endpoint: row.get(3)?,
            });
        }
        Ok(problems)
    })
}

/// Writes errors down; each at most once an hour as an event of its own.
pub fn note(errors: &[StageError], endpoint: impl Fn(&str) -> Option<String>) -> Result<()> {
    if errors.is_empty() {
        return Ok(());
    }
    let error = |of: &StageError| {
        Json::object([
            ("stage", of.stage.clone().into()),
            ("error", of.error.clone().into()),
            ("endpoint", endpoint(&of.stage).into()),
        ])
    };
    let errors = RawJsonb::of(&Json::List(errors.iter().map(error).collect()));
    Spi::connect(|client| {
        statements::NOTE_STAGE_ERRORS.run(client, &[errors.into()])?;
        Ok(())
    })
}

/// Writes down what workers answered to earlier calls that failed.
pub fn note_answers() -> Result<()> {
    Spi::connect(|client| {
        statements::NOTE_WORKER_ANSWERS.run(client, &[])?;
        Ok(())
    })
}
