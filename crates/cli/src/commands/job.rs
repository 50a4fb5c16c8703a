//! `dragonfly job`: where a job is, in words.

use clap::Args;
use serde_json::{Map, Value};

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::screen::counted;

const STATUS: &str = "select coalesce(public.queue_job_status($1, $2)::text, 'null')";
const AFTER_HELP: &str = "\
Shows what queue_job_status answers for a kind and an idempotency key. Exit code 1: nothing is known of such a \
job; it was never queued, or it ended so long ago that its key is forgotten.

Examples:
  dragonfly job enrich case:4711
  dragonfly job outreach call:7 --json";

/// Arguments of `dragonfly job`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct JobArgs {
    /// `enrich`, `outreach`, `enforce` or `case_copilot`.
    kind: String,
    /// Its idempotency key.
    key: String,
}

/// Asks, and says it.
pub async fn run(args: &JobArgs, context: &Context) -> Result<Exit, Failure> {
    let db = context.connect().await?;
    let status: Option<Map<String, Value>> = db.json(STATUS, &[&args.kind, &args.key]).await?;
    context.out.data(&status, |status| match status {
        Some(status) => text(args, status),
        None => format!("nothing is known of job {} of {}", args.key, args.kind),
    })?;
    Ok(Exit::found(status.is_none()))
}

/// A sentence for its state, and a line for everything else that is known.
fn text(args: &JobArgs, status: &Map<String, Value>) -> String {
    let state = status.get("state").and_then(Value::as_str).unwrap_or("unknown");
    let reads = status.get("read_ct").and_then(Value::as_u64).unwrap_or_default();
    let times = counted(usize::try_from(reads).unwrap_or(usize::MAX), "time");
    let sentence = match state {
        "queued" => "queued: it waits for a worker, or for its time".to_owned(),
        "in_flight" => format!("in flight: it was taken {times}"),
        "done" => "done: it is not on its queue any more".to_owned(),
        other => other.replace('_', " "),
    };
    let mut lines = vec![format!("job {} of {} is {sentence}", args.key, args.kind)];
    let rest = status.iter().filter(|(name, value)| *name != "state" && !value.is_null());
    lines.extend(rest.map(|(name, value)| match value {
        Value::String(value) => format!("{name:12}  {value}"),
        value => format!("{name:12}  {value}"),
    }));
    lines.join("\n")
}
