//! `dragonfly dispatch`: the content dispatch cycle, run from here, without `pg_net`.

mod call;
mod cycle;
mod record;
mod standing;

use std::time::Duration;

use clap::Args;

use crate::context::Context;
use crate::db::Db;
use crate::exit::Exit;
use crate::failure::Failure;
pub use cycle::{Cycle, Outcome};

const AFTER_HELP: &str = "\
A cycle reads content_stage_config and the backlog, takes back what stalled, and starts as many workers a \
stage as there are free slots, by a POST to the stage's endpoint with the service role's key \
(SUPABASE_SERVICE_ROLE_KEY). A worker that takes the request and is still busy when --timeout ends counts \
as started. CONTENT_STAGE_<STAGE>_MAX_CONCURRENCY in the environment wins over the table; 0 pauses the \
stage. Two cycles never run at once, wherever they are started. Without --once a cycle also begins as soon as a stage \
is queued. A stage has an error when a worker cannot be started, when it has no row in content_stage_config, or \
when its workers were called and none has begun for 5 minutes; with --once the exit code is then 1.

Examples:
  dragonfly dispatch --once
  CONTENT_STAGE_DRAFT_MAX_CONCURRENCY=0 dragonfly --env prod dispatch
  dragonfly dispatch --once --json | jq '.dispatches'";

/// Arguments of `dragonfly dispatch`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct DispatchArgs {
    /// One cycle; otherwise one after the other, until Ctrl-C or SIGTERM, which let a cycle in hand end.
    #[arg(long)]
    once: bool,
    /// Seconds from the beginning of one cycle to that of the next, when nothing is queued meanwhile.
    #[arg(long, value_name = "N", default_value_t = 60, conflicts_with = "once",
          value_parser = clap::value_parser!(u64).range(1..=86_400))]
    interval: u64,
}

/// One cycle, or one after the other.
pub async fn run(args: &DispatchArgs, context: &Context) -> Result<Exit, Failure> {
    let cycle = Cycle::of(context)?;
    if args.once {
        let outcome = dispatch(&cycle, &context.connect().await?, context, &|_| 0).await?;
        return Ok(Exit::found(outcome.failed()));
    }
    standing::run(&cycle, Duration::from_secs(args.interval), context).await
}

/// A cycle, and what it says.
async fn dispatch(
    cycle: &Cycle,
    db: &Db,
    context: &Context,
    called: &impl Fn(&str) -> i64,
) -> Result<Outcome, Failure> {
    let outcome = cycle.run(db, "cli", &|name| context.variable(name), called).await?;
    for (stage, error) in outcome.errors() {
        context.out.warn(&format!("{stage}: {error}"));
    }
    context.out.document(&outcome.answer(), || outcome.text(context.out.screen))?;
    Ok(outcome)
}
