//! `dragonfly queues`: how deep every queue is, and who works on it.

mod alert;
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
use crate::webhooks::Alarm;
use alert::Herald;
use report::Report;

const AFTER_HELP: &str = "\
READY counts what a worker could take now, IN FLIGHT what workers have, RETRYING what failed and waits for its \
next attempt, DELAYED what waits for its time. A queue deserves a look when \
more than 1000 messages wait, when one waits for over 30 minutes, or when 10 dead letters are unresolved: \
a warning says so, and the exit code is 1. --alert also asks the database's doctor, for failed checks and for \
content stages that get no worker, and posts everything to the webhooks in DISCORD_WEBHOOK_URL, SLACK_WEBHOOK_URL \
and ALERT_WEBHOOK_URL, where they are set; with --watch each subject at most once an hour.

Examples:
  dragonfly queues
  dragonfly --env prod queues --watch
  dragonfly --env prod queues --watch --alert --interval 60 > /dev/null
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
    /// Posts what deserves a look to the webhooks in the environment.
    #[arg(long)]
    alert: bool,
}

/// Looks once, or until a signal.
pub async fn run(args: &QueuesArgs, context: &Context) -> Result<Exit, Failure> {
    let mut herald = if args.alert { Some(Herald::of(Alarm::of(context)?)) } else { None };
    if !args.watch {
        return look(&context.connect().await?, args, &mut herald, context).await;
    }
    let mut db = None;
    watch::look(Duration::from_secs(args.interval), &context.out, async || {
        let ended = look(Db::kept(&mut db, context).await?, args, &mut herald, context).await;
        context.out.flush();
        ended
    })
    .await
}

async fn look(
    db: &Db,
    args: &QueuesArgs,
    herald: &mut Option<Herald>,
    context: &Context,
) -> Result<Exit, Failure> {
    let (out, figures) = (&context.out, Figures::look(db).await?);
    let warnings = warnings::of(&figures.queues);
    let report = Report::of(&figures);
    if args.watch {
        out.fresh();
    }
    out.data(&report, |_| report::table(&figures, out.screen))?;
    for warning in &warnings {
        out.warn(&warning.text());
    }
    let mut found = !warnings.is_empty();
    if let Some(herald) = herald {
        let subjects = herald.consult(db).await?;
        for subject in subjects {
            out.warn(&subject.line());
        }
        found |= !subjects.is_empty();
        if let Err(failure) = herald.tell(&warnings, &figures.timestamp).await {
            // Told beside what was found, which it must not hide.
            out.failure(&failure);
        }
    }
    Ok(Exit::found(found))
}
