//! `dragonfly queues`: how deep every queue is, and who works on it.

mod report;
mod warnings;

use std::time::Duration;

use clap::Args;

use crate::context::Context;
use crate::db::Db;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::Figures;
use crate::watch;
use report::Report;

const AFTER_HELP: &str = "\
DEPTH counts what a worker could take now, IN FLIGHT what workers have taken. A queue deserves a look when \
more than 1000 messages wait, when one waits for over 30 minutes, or when 10 dead letters are unresolved: \
a warning says so, and the exit code is 1.

Examples:
  dragonfly queues
  dragonfly --env prod queues --watch
  dragonfly queues --json | jq '.queues[] | select(.queue_length > 100)'";

/// Arguments of `dragonfly queues`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct QueuesArgs {
    /// Looks again and again, until Ctrl-C; with --json one document a line.
    #[arg(long)]
    watch: bool,
    /// Seconds between two looks.
    #[arg(long, value_name = "N", default_value_t = 5, requires = "watch",
          value_parser = clap::value_parser!(u64).range(1..=86_400))]
    interval: u64,
}

/// Looks once, or until a signal.
pub async fn run(args: &QueuesArgs, context: &Context) -> Result<Exit, Failure> {
    if !args.watch {
        return look(&context.connect().await?, args, context).await;
    }
    let mut db = None;
    watch::look(Duration::from_secs(args.interval), &context.out, async || {
        let ended = look(Db::kept(&mut db, context).await?, args, context).await;
        context.out.flush();
        ended
    })
    .await
}

async fn look(db: &Db, args: &QueuesArgs, context: &Context) -> Result<Exit, Failure> {
    let figures = Figures::look(db).await?;
    let warnings = warnings::of(&figures.queues);
    let report = Report::of(&figures);
    if args.watch {
        context.out.fresh();
    }
    context.out.data(&report, |_| report::table(&figures, context.out.screen))?;
    for warning in &warnings {
        context.out.warn(&warning.text());
    }
    Ok(Exit::found(!warnings.is_empty()))
}
