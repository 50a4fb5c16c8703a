//! `dragonfly dead-letters`: what nobody could work on, sent back or thrown away.

mod letter;
mod list;
mod purge;
mod replay;
mod show;

use clap::{Args, Subcommand};

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

const AFTER_HELP: &str = "\
Jobs of kinds, envelopes and stages of content end here after their last attempt, at once when their worker says \
that trying again is no use, or when their message is invalid. The ids of content begin with c, and its key is the \
id of the job. replay sends a job back to its queue as it was, as a first attempt; purge forgets it. Both ask first, unless --yes is given. --id, --key, --error and --queue choose; together they must all \
hold. Exit code 3: there was nothing to replay.

Examples:
  dragonfly dead-letters list
  dragonfly dead-letters show 17
  dragonfly dead-letters replay --error 'timed out' --limit 20
  dragonfly dead-letters replay --id 17 --id c18 --yes
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
    List(list::ListArgs),
    /// Shows one, with its payload.
    Show(show::ShowArgs),
    /// Sends them back to the queues they came from.
    Replay(replay::ReplayArgs),
    /// Removes them for good.
    Purge(purge::PurgeArgs),
}

/// Which dead letters.
#[derive(Debug, Args)]
pub struct Which {
    /// Those with this id only; can be given several times.
    #[arg(long = "id", value_name = "ID", value_parser = id)]
    ids: Vec<String>,
    /// Those with this idempotency key only, or of this content job; can be given several times.
    #[arg(long = "key", value_name = "KEY")]
    keys: Vec<String>,
    /// Those with this text in their error or in what the worker said, in capitals or not.
    #[arg(long, value_name = "TEXT")]
    error: Option<String>,
    /// Those of one queue only.
    #[arg(long, value_name = "NAME")]
    queue: Option<String>,
}

/// How many of them.
#[derive(Debug, Args)]
pub struct Most {
    /// So many at the most.
    #[arg(long, value_name = "N", default_value_t = 100,
          value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    limit: u32,
}

/// `17`, or `c17` for content.
fn id(text: &str) -> Result<String, String> {
    let number = text.strip_prefix('c').unwrap_or(text);
    match number.parse::<i64>() {
        Ok(_) if !number.starts_with('+') => Ok(text.to_owned()),
        _ => Err("an id is a number, with c before it for content".to_owned()),
    }
}

/// Runs one of them.
pub async fn run(args: &DeadLettersArgs, context: &Context) -> Result<Exit, Failure> {
    match &args.action {
        Action::List(args) => list::run(args, context).await,
        Action::Show(args) => show::run(args, context).await,
        Action::Replay(args) => replay::run(args, context).await,
        Action::Purge(args) => purge::run(args, context).await,
    }
}
