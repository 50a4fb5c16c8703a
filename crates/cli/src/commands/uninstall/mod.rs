//! `dragonfly uninstall`: takes the extension out of a database, and the data model with it when asked to.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};

use crate::confirm;
use crate::context::Context;
use crate::db::Db;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::screen::counted;

const PLAN: &str = include_str!("plan.sql");
const DROP_DATA: &str = include_str!("drop_data.sql");
const REMOVE: &str = "select dragonfly.uninstall_jobs(); drop extension dragonfly_queue";
const AFTER_HELP: &str = "\
Removes the extension, its functions and its pg_cron jobs in one transaction; run it as a superuser. Tables, \
queues, views and rows stay and belong to dragonfly_owner. With --drop-data they are dropped, and adopted tables keep \
their rows but lose triggers and policies that call the extension's helpers and foreign keys to its tables, which are \
shown before. If anything else depends on an object that \
would be dropped, the command fails and changes nothing. The roles, pgmq and the columns added to adopted tables \
stay. Exit code 3: there is nothing to remove.

Examples:
  dragonfly uninstall --dry-run
  dragonfly uninstall
  dragonfly uninstall --drop-data --export backup";

/// Arguments of `dragonfly uninstall`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct UninstallArgs {
    /// Shows what would be removed: does everything in a transaction and rolls it back.
    #[arg(long)]
    dry_run: bool,
    /// Drops the tables, queues and views of the extension with their rows.
    #[arg(long)]
    drop_data: bool,
    /// Writes every table of the extension as CSV into this directory first.
    #[arg(long, value_name = "DIRECTORY")]
    export: Option<PathBuf>,
    /// Does not ask.
    #[arg(long)]
    yes: bool,
}

/// What is there.
#[derive(Debug, Deserialize, Serialize)]
struct Plan {
    /// Its version.
    extension: Option<String>,
    tables: Vec<String>,
    views: u64,
    /// Triggers, policies and foreign keys on tables that stay.
    on_other_tables: Vec<String>,
    /// Statements that bring back what an installation set aside.
    set_aside: Vec<String>,
}

/// What was done.
#[derive(Debug, Serialize)]
struct Outcome {
    dry_run: bool,
    data_dropped: bool,
    exported: u64,
    #[serde(flatten)]
    plan: Plan,
}

/// Shows, asks, removes.
pub async fn run(args: &UninstallArgs, context: &Context) -> Result<Exit, Failure> {
    let (db, out) = (context.connect().await?, &context.out);
    // As a superuser, with no function of anybody else's in between.
    db.run("set search_path to pg_catalog, pg_temp").await?;
    let plan: Plan = db.json(PLAN, &[]).await?;
    if plan.extension.is_none() && (plan.tables.is_empty() || !args.drop_data) {
        out.say("the extension is not installed in this database");
        return Ok(Exit::Nothing);
    }
    if !args.dry_run && !args.yes {
        out.say(&plan.text(args.drop_data));
    }
    if !args.dry_run && !confirm::agreed("Remove it?", args.yes)? {
        return Ok(Exit::Found);
    }
    let exported = transaction(&db, args, &plan).await?;
    let (dry_run, data_dropped) = (args.dry_run, args.drop_data);
    let outcome = Outcome { dry_run, data_dropped, exported, plan };
    out.data(&outcome, Outcome::text)?;
    Ok(Exit::Fine)
}

/// All or nothing; a dry run goes as far as to see what would stop it.
async fn transaction(db: &Db, args: &UninstallArgs, plan: &Plan) -> Result<u64, Failure> {
    db.run("begin").await?;
    let worked = async {
        if args.drop_data && !plan.tables.is_empty() {
            // What is written from here on waits, and is neither exported nor dropped: it fails. Without row_security an
            // export that would leave rows out is an error.
            let tables = plan.tables.join(", ");
            db.run("set local row_security to off").await?;
            db.run(&format!("lock table {tables} in access exclusive mode")).await?;
        }
        let exported = match &args.export {
            Some(directory) if !args.dry_run => export(db, directory, &plan.tables).await?,
            _ => 0,
        };
        if plan.extension.is_some() {
            db.run(REMOVE).await?;
        }
        if args.drop_data {
            db.run(DROP_DATA).await?;
        }
        Ok(exported)
    };
    let end = if args.dry_run { "rollback" } else { "commit" };
    match worked.await {
        Ok(exported) => db.run(end).await.map(|()| exported),
        Err(failure) => {
            // What went wrong is known; a rollback that fails too has lost the connection.
            let _ = db.run("rollback").await;
            Err(failure)
        }
    }
}

/// Writes the tables, and nothing over a file that is there; how many files.
async fn export(db: &Db, directory: &Path, tables: &[String]) -> Result<u64, Failure> {
    let unwritable = |path: &Path, error: io::Error| Failure::Unwritable {
        name: path.display().to_string(),
        error,
    };
    fs::create_dir_all(directory).map_err(|error| unwritable(directory, error))?;
    let mut files = 0;
    for table in tables {
        let path = directory.join(format!("{}.csv", table.replace(['"', '/'], "")));
        // The rows are of cases: for nobody else's eyes.
        let new = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        let mut file = new.map_err(|error| unwritable(&path, error))?;
        let rows = format!("copy (select * from {table}) to stdout with (format csv, header)");
        db.copy_out(&rows, &mut file).await?;
        file.sync_all().map_err(|error| unwritable(&path, error))?;
        files += 1;
    }
    Ok(files)
}

impl Plan {
    fn text(&self, drop_data: bool) -> String {
        let mut lines = Vec::new();
        if let Some(version) = &self.extension {
            lines.push(format!("extension dragonfly_queue {version}, its functions and jobs"));
        }
        let tables = counted(self.tables.len(), "table");
        let views = format!("{} views", self.views);
        if drop_data && !self.on_other_tables.is_empty() {
            lines.push(format!("on tables that stay:\n  {}", self.on_other_tables.join("\n  ")));
        }
        lines.push(if drop_data {
            format!("{tables} and {views}, with all rows:\n  {}", self.tables.join("\n  "))
        } else {
            format!("stays: {tables} and {views} of role dragonfly_owner, with all rows")
        });
        lines.join("\n")
    }
}

impl Outcome {
    fn text(&self) -> String {
        let mut lines = vec![if self.dry_run {
            "dry run: nothing was changed, this would be removed".to_owned()
        } else {
            "removed".to_owned()
        }];
        if self.exported > 0 {
            lines.push(format!("{} files were written", self.exported));
        }
        lines.push(self.plan.text(self.data_dropped));
        if !self.plan.set_aside.is_empty() {
            lines.push("set aside by an installation; to bring it back:".to_owned());
            lines.extend(self.plan.set_aside.iter().map(|statement| format!("  {statement}")));
        }
        lines.push("stay: the roles, extension pgmq, columns of adopted tables".to_owned());
        lines.join("\n")
    }
}
