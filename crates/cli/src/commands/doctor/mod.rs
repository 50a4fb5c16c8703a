//! `dragonfly doctor`: is everything there, in the database and in front of it?

mod database;
mod key;
mod report;
mod rest;

use clap::Args;

use crate::context::Context;
use crate::db::Db;
use crate::exit::Exit;
use crate::failure::Failure;
pub use report::Report;
use rest::Rest;

const AFTER_HELP: &str = "\
Asks dragonfly.doctor() first, then PostgREST where SUPABASE_URL or --rest-url says where it is. Nothing is \
changed and nothing is queued; only --ping queues one job (kind enrich, key doctor:ping), which a worker \
takes off as any other. Exit code 1: a check failed; 2: the database or PostgREST could not be asked.

Examples:
  dragonfly doctor
  dragonfly --env prod doctor --ping
  dragonfly doctor --rest-url http://localhost:3000 --api-key \"$KEY\"
  dragonfly doctor --json | jq '.checks[] | select(.status == \"fail\")'";

/// Arguments of `dragonfly doctor`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct DoctorArgs {
    /// Really queues a job: over HTTP where that is known, else in SQL.
    #[arg(long)]
    ping: bool,
    /// Where PostgREST is; else `SUPABASE_URL` followed by /rest/v1.
    #[arg(long, value_name = "URL")]
    rest_url: Option<String>,
    /// The service role's key; else `SUPABASE_SERVICE_ROLE_KEY`.
    #[arg(long, value_name = "KEY", hide_env_values = true)]
    api_key: Option<String>,
}

/// Runs every check and prints what each found.
pub async fn run(args: &DoctorArgs, context: &Context) -> Result<Exit, Failure> {
    let rest = Rest::of(args, context)?;
    let mut report = Report::default();
    let db = match context.connect().await {
        Ok(db) => Some(db),
        Err(failure @ Failure::NoConnection { .. }) => {
            report.blind("database", &failure);
            None
        }
        Err(failure) => return Err(failure),
    };
    if let Some(db) = &db {
        database::examine(db, &mut report).await?;
    }
    if let Some(rest) = &rest {
        rest.examine(args.ping, &mut report).await;
    } else {
        context.out.say("PostgREST was not asked: SUPABASE_URL and --rest-url are not set");
        if let Some(db) = db.filter(|_| args.ping) {
            database::ping(&db, &mut report).await;
        }
    }
    context.out.data(&report, |report| report.text(context.out.screen))?;
    Ok(report.exit())
}

/// The checks of the database alone, for whoever has just set it up.
pub async fn of_database(db: &Db) -> Result<Report, Failure> {
    let mut report = Report::default();
    database::examine(db, &mut report).await?;
    Ok(report)
}
