//! `dragonfly install`: the extension and its data model, into a database that may have things already.

mod changes;
mod set_aside;

use clap::Args;
use serde::Serialize;

use crate::commands::doctor;
use crate::confirm;
use crate::context::Context;
use crate::db::{Db, value};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::screen::{Screen, counted};
use changes::Change;
use set_aside::InTheWay;

/// What `install()` makes next is neither made here nor warned of.
const CREATE: &str = "set local dragonfly_queue.auto_install = 'later';
    create extension if not exists dragonfly_queue cascade";
const THERE: &str = "select exists (select from pg_extension where extname = 'dragonfly_queue')";
const CONVERGE: &str = "
    select coalesce(pg_catalog.jsonb_agg(pg_catalog.to_jsonb(change)), '[]')::text
    from dragonfly.install($1::text::boolean) as change";
const AFTER_HELP: &str = "\
Installs as a superuser, in one transaction: CREATE EXTENSION dragonfly_queue CASCADE, dragonfly.install(), \
then the doctor. Existing tables, queues and rows are kept and adopted. Existing functions with the extension's names are shown; \
--adopt moves them to schema dragonfly_legacy after asking. install() itself moves existing views with the \
extension's names and warns about each. Can be run again at any time. \
Exit code 1: something is in the way, or the doctor found something.

Examples:
  dragonfly install
  dragonfly install --dry-run --verbose
  dragonfly --env dev install --adopt
  dragonfly install --adopt --lock-down --yes --json";

/// Arguments of `dragonfly install`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
#[allow(clippy::struct_excessive_bools)] // each is a switch of its own
pub struct InstallArgs {
    /// Moves functions that are in the way to schema `dragonfly_legacy`.
    #[arg(long)]
    adopt: bool,
    /// Applies the table of grants to adopted tables, too: others than ours lose their rights.
    #[arg(long)]
    lock_down: bool,
    /// Names every object that was changed instead of counting them.
    #[arg(long)]
    verbose: bool,
    /// Reports what would be done and changes nothing; takes the same locks for as long as that lasts.
    #[arg(long)]
    dry_run: bool,
    /// Does not ask.
    #[arg(long)]
    yes: bool,
}

/// What was done.
#[derive(Debug, Default, Serialize)]
struct Outcome {
    installed: bool,
    dry_run: bool,
    in_the_way: Vec<String>,
    set_aside: Vec<String>,
    changes: Vec<Change>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doctor: Option<doctor::Report>,
}

/// Creates, converges, examines.
pub async fn run(args: &InstallArgs, context: &Context) -> Result<Exit, Failure> {
    let (db, out) = (context.connect().await?, &context.out);
    let mut outcome = Outcome { dry_run: args.dry_run, ..Outcome::default() };
    if let Some(obstacle) = obstacle(&db, args).await? {
        outcome.in_the_way.clone_from(&obstacle.functions);
        if !may_set_aside(&obstacle, args, context)? {
            out.data(&outcome, |_| obstacle.text())?;
            if !args.adopt {
                out.say("hint: dragonfly install --adopt moves them to schema dragonfly_legacy");
            }
            return Ok(Exit::Found);
        }
        outcome.set_aside = obstacle.functions.clone();
        outcome.changes = transaction(&db, &obstacle.moves, args).await?;
    } else {
        outcome.changes = transaction(&db, "", args).await?;
    }
    if args.dry_run {
        out.data(&outcome, |outcome| outcome.text(out.screen, args.verbose))?;
        return Ok(Exit::Fine);
    }
    outcome.installed = true;
    let report = doctor::of_database(&db).await?;
    let exit = report.exit();
    outcome.doctor = Some(report);
    out.data(&outcome, |outcome| outcome.text(out.screen, args.verbose))?;
    Ok(exit)
}

/// Without the extension, what it would not be created beside; with it, what --adopt has to move.
async fn obstacle(db: &Db, args: &InstallArgs) -> Result<Option<InTheWay>, Failure> {
    match (is_there(db).await?, args.adopt) {
        (false, _) => set_aside::find(db).await,
        (true, true) => set_aside::find_since(db).await,
        (true, false) => Ok(None),
    }
}

fn may_set_aside(
    obstacle: &InTheWay,
    args: &InstallArgs,
    context: &Context,
) -> Result<bool, Failure> {
    if !args.adopt || args.dry_run {
        return Ok(args.adopt);
    }
    if !args.yes {
        context.out.say(&obstacle.text());
    }
    let functions = counted(obstacle.functions.len(), "function");
    confirm::agreed(&format!("Move {functions} to schema dragonfly_legacy?"), args.yes)
}

async fn is_there(db: &Db) -> Result<bool, Failure> {
    Ok(db.rows(THERE, &[]).await?.first().map(value).transpose()?.unwrap_or_default())
}

/// All or nothing: functions are moved only if the extension takes their place.
async fn transaction(db: &Db, moves: &str, args: &InstallArgs) -> Result<Vec<Change>, Failure> {
    db.run("begin").await?;
    let worked = async {
        db.run(moves).await?;
        db.run(CREATE).await?;
        db.json(CONVERGE, &[&args.lock_down.to_string()]).await
    };
    let end = if args.dry_run { "rollback" } else { "commit" };
    match worked.await {
        Ok(changes) => db.run(end).await.map(|()| changes),
        Err(failure) => {
            // What went wrong is known; a rollback that fails too has lost the connection.
            let _ = db.run("rollback").await;
            Err(failure)
        }
    }
}

impl Outcome {
    fn text(&self, screen: Screen, verbose: bool) -> String {
        let mut parts = Vec::new();
        if self.dry_run {
            parts.push("dry run: nothing was changed, this would be done".to_owned());
        }
        if !self.set_aside.is_empty() {
            let functions = counted(self.set_aside.len(), "function");
            parts.push(format!("{functions} moved to schema dragonfly_legacy"));
        }
        if self.changes.is_empty() {
            parts.push("the data model is as this version needs it".to_owned());
        } else if verbose {
            parts.push(changes::table(&self.changes, screen));
        } else {
            parts.push(changes::sums(&self.changes));
        }
        parts.extend(self.doctor.as_ref().map(|report| report.text(screen)));
        parts.join("\n")
    }
}
