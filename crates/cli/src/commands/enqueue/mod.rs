//! `dragonfly enqueue`: one job from the arguments, or many from a file.

mod batch;
mod csv_file;
mod file;
mod job;
mod jsonl_file;
mod novelty;
mod one;

use std::path::PathBuf;

use clap::Args;

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

const AFTER_HELP: &str = "\
The same kind and key put one message on the queue, however often they are sent: a file that broke off \
half-way can be sent again as a whole.

A line of a JSONL file is what queue_job takes:
  {\"kind\": \"enrich\", \"idempotency_key\": \"case:4711\", \"payload\": {\"id\": 4711}}

A CSV file has a header with kind and idempotency_key, and as you like payload (a JSON object), run_at \
and delay_seconds; an empty field counts as absent.

Examples:
  dragonfly enqueue enrich doctor:ping
  dragonfly enqueue outreach letter:7 --payload @letter.json
  dragonfly enqueue outreach call:7 --run-at 2026-01-31T09:00:00Z
  jq -c '.cases[0]' cases.json | dragonfly enqueue enrich first --payload -
  dragonfly enqueue --from-csv cases.csv --json";

/// Arguments of `dragonfly enqueue`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP, group = clap::ArgGroup::new("file").multiple(false))]
pub struct EnqueueArgs {
    /// `enrich`, `outreach`, `enforce` or `case_copilot`.
    #[arg(required_unless_present = "file", conflicts_with = "file")]
    kind: Option<String>,
    /// The idempotency key: names this job and no other.
    #[arg(required_unless_present = "file", conflicts_with = "file")]
    key: Option<String>,
    /// The job's payload, a JSON object; `@FILE` reads a file, `-` standard input.
    #[arg(long, value_name = "JSON|@FILE|-", allow_hyphen_values = true, conflicts_with = "file")]
    payload: Option<String>,
    /// The job becomes visible then; a time in the past means now.
    #[arg(long, value_name = "TIMESTAMP", conflicts_with_all = ["delay_seconds", "file"])]
    run_at: Option<String>,
    /// The job becomes visible so many seconds from now.
    #[arg(long, value_name = "N", allow_negative_numbers = true, conflicts_with = "file")]
    delay_seconds: Option<i64>,
    /// One job per line, in batches of 1000; `-` is standard input.
    #[arg(long, value_name = "FILE", group = "file")]
    from_jsonl: Option<PathBuf>,
    /// One job per record, in batches of 1000; `-` is standard input.
    #[arg(long, value_name = "FILE", group = "file")]
    from_csv: Option<PathBuf>,
}

/// Checks what can be checked without the database, then connects and sends.
pub async fn run(args: &EnqueueArgs, context: &Context) -> Result<Exit, Failure> {
    if let Some(path) = &args.from_jsonl {
        let (name, reader, progress) = file::open(path)?;
        let jobs = jsonl_file::read(name, reader);
        batch::send_all(jobs, &context.connect().await?, &progress, &context.out).await?;
    } else if let Some(path) = &args.from_csv {
        let (name, reader, progress) = file::open(path)?;
        let jobs = csv_file::read(name, reader)?;
        batch::send_all(jobs, &context.connect().await?, &progress, &context.out).await?;
    } else {
        let job = one::job(args)?;
        one::send(&job, &context.connect().await?, &context.out).await?;
    }
    Ok(Exit::Fine)
}
