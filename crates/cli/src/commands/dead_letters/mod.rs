//! `dragonfly dead-letters`: what nobody could work on, sent back or thrown away.

mod list;
mod purge;
mod replay;

use clap::{Args, Subcommand};

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

const AFTER_HELP: &str = "\
Jobs end here after their last attempt, at once when their worker says that trying again is no use, or when
their envelope is invalid. replay sends a job back to its queue as it was, as a first attempt; purge forgets
it. Both ask first, unless --yes is given. Exit code 3: there was nothing to replay.

Examples:
  dragonfly dead-letters list
  dragonfly dead-letters replay --queue ingest_raw --limit 20
  dragonfly dead-letters purge --older-than '30 days' --yes";

/// Arguments of `dragonfly dead-letters`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct DeadLettersArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Shows them, oldest first.
    List(Which),
    /// Sends them back to the queues they came from.
    Replay(replay::ReplayArgs),
    /// Removes old ones for good.
    Purge(purge::PurgeArgs),
}

/// Which dead letters.
#[derive(Debug, Args)]
pub struct Which {
    /// Those of one queue only.
    #[arg(long, value_name = "NAME")]
    queue: Option<String>,
    /// So many at the most.
    #[arg(long, value_name = "N", default_value_t = 100,
          value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    limit: u32,
}

/// Runs one of them.
pub async fn run(args: &DeadLettersArgs, context: &Context) -> Result<Exit, Failure> {
    match &args.action {
        Action::List(which) => list::run(which, context).await,
        Action::Replay(args) => replay::run(args, context).await,
        Action::Purge(args) => purge::run(args, context).await,
    }
}
