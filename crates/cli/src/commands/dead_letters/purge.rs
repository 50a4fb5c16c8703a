//! Removing dead letters for good.

use clap::Args;
use serde::Serialize;

use crate::confirm;
use crate::context::Context;
use crate::db::{Db, value};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::screen::counted;

const PURGE: &str = "select workers.purge_dead_letters($1::text::interval)";

/// Arguments of `dragonfly dead-letters purge`.
#[derive(Debug, Args)]
pub struct PurgeArgs {
    /// Those that have been there for longer, as Postgres writes intervals; `0` for all.
    #[arg(long, value_name = "INTERVAL")]
    older_than: String,
    /// Says how many would be removed, and changes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Does not ask.
    #[arg(long)]
    yes: bool,
}

#[derive(Serialize)]
struct Outcome {
    purged: usize,
    dry_run: bool,
}

/// Counts, asks, removes.
pub async fn run(args: &PurgeArgs, context: &Context) -> Result<Exit, Failure> {
    let (db, out) = (context.connect().await?, &context.out);
    let there = would_purge(&db, &args.older_than).await?;
    let letters = counted(there, "dead letter");
    let outcome = if args.dry_run || there == 0 {
        Outcome { purged: if args.dry_run { there } else { 0 }, dry_run: args.dry_run }
    } else if confirm::agreed(&format!("Remove {letters} for good?"), args.yes)? {
        Outcome { purged: purge(&db, &args.older_than).await?, dry_run: false }
    } else {
        out.say("nothing was changed");
        return Ok(Exit::Fine);
    };
    out.data(&outcome, |Outcome { purged, dry_run }| {
        let verb = if *dry_run { "would remove" } else { "removed" };
        format!("{verb} {}", counted(*purged, "dead letter"))
    })?;
    Ok(Exit::Fine)
}

/// Which letters go is decided in one place: they are purged, counted, and brought back.
async fn would_purge(db: &Db, older_than: &str) -> Result<usize, Failure> {
    db.run("begin").await?;
    let count = purge(db, older_than).await;
    db.run("rollback").await?;
    count
}

async fn purge(db: &Db, older_than: &str) -> Result<usize, Failure> {
    let rows = db.rows(PURGE, &[older_than]).await?;
    let count: i64 = rows.first().map(value).transpose()?.unwrap_or_default();
    Ok(usize::try_from(count).unwrap_or_default())
}
