//! Removing dead letters for good.

use clap::Args;
use serde::Serialize;

use super::Which;
use super::letter::{Ids, Office};
use crate::confirm;
use crate::context::Context;
use crate::db::{Db, value};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::screen::counted;

/// `$1` letters of workers, `$2` of content.
const PURGE: &str = "
    select workers.purge_dead_letters(null, string_to_array($1, ',')::bigint[])
        + public.purge_content_dead_letters(null, string_to_array($2, ',')::bigint[])";
const AN_AGE: &str = "select $1::text::interval between interval '0' and interval '1000 years'";

/// Arguments of `dragonfly dead-letters purge`.
#[derive(Debug, Args)]
pub struct PurgeArgs {
    #[command(flatten)]
    which: Which,
    /// Those that have been there for longer, as Postgres writes intervals; `0` for all.
    #[arg(long, value_name = "INTERVAL", required_unless_present_any = ["ids", "keys", "error", "queue"])]
    older_than: Option<String>,
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
    let older_than = args.older_than.as_deref().unwrap_or_default();
    if args.older_than.is_some() {
        check(&db, older_than).await?;
    }
    let office = Office::of(&db).await?;
    let ids = office.ids(&args.which, older_than).await?;
    let letters = counted(ids.count, "dead letter");
    let outcome = if args.dry_run || ids.count == 0 {
        Outcome { purged: ids.count, dry_run: args.dry_run }
    } else if confirm::agreed(&format!("Remove {letters} for good?"), args.yes)? {
        Outcome { purged: purge(&db, &ids).await?, dry_run: false }
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

/// Only Postgres knows all of its ways to write an interval.
async fn check(db: &Db, older_than: &str) -> Result<(), Failure> {
    let wrong = |reason: String| Failure::BadInput {
        place: format!("--older-than {older_than:?}"),
        reason,
        hint: "write it as Postgres does: '30 days', '12 hours', 0 for all",
    };
    match db.rows(AN_AGE, &[older_than]).await {
        Ok(rows) if rows.first().map(value).transpose()?.unwrap_or_default() => Ok(()),
        Ok(_) => Err(wrong("an age is from 0 to 1000 years".to_owned())),
        Err(Failure::Refused(refusal)) => Err(wrong(refusal.message)),
        Err(failure) => Err(failure),
    }
}

async fn purge(db: &Db, ids: &Ids) -> Result<usize, Failure> {
    let rows = db.rows(PURGE, &[&ids.worker, &ids.content]).await?;
    let count: i64 = rows.first().map(value).transpose()?.unwrap_or_default();
    Ok(usize::try_from(count).unwrap_or_default())
}
