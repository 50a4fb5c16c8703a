//! `dragonfly workers`: who reports, who does not, and an alert about those.

mod alert;
mod prune;
mod report;

use std::time::Duration;

use clap::Args;

use crate::context::Context;
use crate::db::Db;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::Figures;
use crate::watch;
use crate::webhooks::Alarm;
use report::{Report, StaleWorker};

const STALE: &str = "select coalesce(jsonb_agg(to_jsonb(stale)), '[]')::text
                     from workers.find_stale_workers($1::text::integer) as stale";
const AFTER_HELP: &str = "\
HEALTH is alive, stale after 2 minutes without a sign of life, dead after 5, and stopped when the worker \
said so. Exit code 1: one has not reported for --threshold minutes. --alert posts those to \
DISCORD_WEBHOOK_URL, SLACK_WEBHOOK_URL and ALERT_WEBHOOK_URL, where they are set; with --watch each at most once an \
hour.

Examples:
  dragonfly workers
  dragonfly --env prod workers --alert
  dragonfly --env prod workers --watch --alert --interval 60
  dragonfly workers --json | jq '.stale_workers[].worker_id'
  dragonfly workers --prune
  dragonfly workers --prune --worker 5a1e0000";

/// Arguments of `dragonfly workers`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct WorkersArgs {
    /// Looks again and again, until Ctrl-C; with --json one document a line.
    #[arg(long)]
    watch: bool,
    /// Seconds between two looks.
    #[arg(long, value_name = "N", default_value_t = 60, requires = "watch",
          value_parser = clap::value_parser!(u64).range(1..=86_400))]
    interval: u64,
    /// Minutes without a sign of life after which a worker is missing.
    #[arg(long, value_name = "MINUTES", default_value_t = 5,
          value_parser = clap::value_parser!(u32).range(1..=525_600))]
    threshold: u32,
    /// Posts missing workers to the webhooks in the environment.
    #[arg(long)]
    alert: bool,
    #[command(flatten)]
    prune: prune::PruneArgs,
}

struct Watcher<'a> {
    args: &'a WorkersArgs,
    context: &'a Context,
    alarm: Option<Alarm>,
}

/// Looks once, or until a signal.
pub async fn run(args: &WorkersArgs, context: &Context) -> Result<Exit, Failure> {
    let alarm = if args.alert { Some(Alarm::of(context)?) } else { None };
    let mut watcher = Watcher { args, context, alarm };
    if !args.watch {
        return watcher.look(&context.connect().await?).await;
    }
    let mut db = None;
    watch::look(Duration::from_secs(args.interval), &context.out, async || {
        let ended = watcher.look(Db::kept(&mut db, context).await?).await;
        context.out.flush();
        ended
    })
    .await
}

impl Watcher<'_> {
    async fn look(&mut self, db: &Db) -> Result<Exit, Failure> {
        let out = &self.context.out;
        if let Some(pruned) = self.args.prune.run(db, self.args.threshold).await? {
            out.say(&format!("removed {}", crate::screen::counted(pruned, "worker")));
        }
        let figures = Figures::look(db).await?;
        let threshold = self.args.threshold.to_string();
        let stale: Vec<StaleWorker> = db.json(STALE, &[&threshold]).await?;
        let report = Report::new(&figures, stale);
        if self.args.watch {
            out.fresh();
        }
        out.data(&report, |report| report.table(out.screen))?;
        if let Some(alarm) = &mut self.alarm
            && let Err(failure) = alert::raise(alarm, &report, self.args.threshold).await
        {
            // Told beside what was found, which it must not hide.
            out.failure(&failure);
        }
        Ok(Exit::found(!report.stale_workers.is_empty()))
    }
}
