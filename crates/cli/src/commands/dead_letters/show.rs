//! One dead letter, whole.

use clap::Args;

use super::Which;
use super::letter::{Letter, Office, refused};
use crate::context::Context;
use crate::db::{Db, value};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::screen::or_dash;

const PRETTY: &str = "select jsonb_pretty($1::text::jsonb)";

/// Arguments of `dragonfly dead-letters show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Its id, as the list shows it.
    #[arg(value_parser = super::id)]
    id: String,
}

/// Shows it.
pub async fn run(args: &ShowArgs, context: &Context) -> Result<Exit, Failure> {
    let db = context.connect().await?;
    let which = Which { ids: vec![args.id.clone()], keys: Vec::new(), error: None, queue: None };
    let letters = Office::of(&db).await?.letters(&which, 1).await?.dead_letters;
    let letter = letters.into_iter().next().ok_or_else(|| {
        let hint = "it was replayed or purged; dragonfly dead-letters list shows which there are";
        refused(&format!("there is no dead letter {}", args.id), hint)
    })?;
    let payload = pretty(&db, &letter).await?;
    context.out.data(&letter, |letter| text(letter, payload.as_deref()))?;
    Ok(Exit::Fine)
}

/// By the database, which keeps its numbers as they are.
async fn pretty(db: &Db, letter: &Letter) -> Result<Option<String>, Failure> {
    let Some(payload) = &letter.payload else { return Ok(None) };
    db.rows(PRETTY, &[payload.get()]).await?.first().map(value).transpose()
}

fn text(letter: &Letter, payload: Option<&str>) -> String {
    let since = [Some(letter.moved_to_dlq_at.clone()), letter.age().map(|age| age + " ago")];
    let since = since.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let replay = if letter.action == "skipped" { "not possible" } else { "possible" };
    let was = letter.original_msg_id.as_ref().map(|id| id.get().trim_matches('"').to_owned());
    let content = letter.job_id.clone().filter(|_| letter.source == "content");
    let lines = [
        ("id", letter.id.clone()),
        ("queue", or_dash(letter.original_queue.as_deref())),
        ("message", or_dash(was)),
        content.map_or(("key", or_dash(letter.idempotency_key.as_deref())), |job| ("job", job)),
        ("stage", or_dash(letter.stage.as_deref())),
        ("since", since),
        ("attempts", or_dash(letter.attempts)),
        ("error", or_dash(letter.error.as_deref())),
        ("said", or_dash(letter.said.as_deref())),
        ("worker", or_dash(letter.worker_id.as_deref())),
        ("replay", replay.to_owned()),
        ("payload", format!("\n{}", payload.unwrap_or("none"))),
    ];
    let lines =
        lines.into_iter().filter(|(name, _)| *name != "stage" || letter.source == "content");
    let lines: Vec<_> =
        lines.map(|(name, value)| format!("{name:10}{value}").trim_end().to_owned()).collect();
    lines.join("\n").replace("payload   \n", "payload\n")
}
