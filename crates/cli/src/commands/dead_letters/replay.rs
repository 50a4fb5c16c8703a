//! Sending dead letters back, in batches: each is one transaction, so that whoever interrupts it finds
//! every job either here or on its queue.

use clap::Args;
use serde::Serialize;

use super::Which;
use super::list::{self, Letter};
use crate::confirm;
use crate::context::Context;
use crate::db::Db;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::screen::counted;

const LETTERS_PER_BATCH: usize = 100;
const SKIPPED: &str = "skipped";

/// Arguments of `dragonfly dead-letters replay`.
#[derive(Debug, Args)]
pub struct ReplayArgs {
    #[command(flatten)]
    which: Which,
    /// Shows what would be sent back, and changes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Does not ask.
    #[arg(long)]
    yes: bool,
}

/// What came of it.
#[derive(Debug, Default, Serialize)]
struct Outcome {
    replayed: usize,
    skipped: usize,
    dry_run: bool,
    dead_letters: Vec<Letter>,
}

/// Shows, asks, sends back.
pub async fn run(args: &ReplayArgs, context: &Context) -> Result<Exit, Failure> {
    let out = &context.out;
    let db = context.connect().await?;
    let queue = args.which.queue.as_deref();
    let there = list::replay(&db, queue, args.which.limit as usize, true).await?;
    let count = there.iter().filter(|letter| letter.action != SKIPPED).count();
    let outcome = if args.dry_run || count == 0 {
        Outcome::of(there, true)
    } else {
        let question = format!("Send {} back to their queues?", counted(count, "job"));
        if !args.yes {
            out.say(&list::table(&there, out.screen));
        }
        if !confirm::agreed(&question, args.yes)? {
            out.say("nothing was changed");
            return Ok(Exit::Fine);
        }
        all(&db, queue, args.which.limit as usize, count).await?
    };
    out.data(&outcome, Outcome::text)?;
    for letter in outcome.dead_letters.iter().filter(|letter| letter.action == SKIPPED) {
        let queue = letter.original_queue.as_deref().unwrap_or_default();
        out.warn(&format!("message {} stays: there is no queue {queue:?}", letter.msg_id));
    }
    Ok(if count == 0 { Exit::Nothing } else { Exit::Fine })
}

async fn all(
    db: &Db,
    queue: Option<&str>,
    limit: usize,
    expected: usize,
) -> Result<Outcome, Failure> {
    let progress = Progress::of_items(expected);
    let mut outcome = Outcome::default();
    while outcome.dead_letters.len() < limit {
        // What was skipped is still the oldest that is there.
        let wanted = LETTERS_PER_BATCH.min(limit - outcome.dead_letters.len());
        let letters = list::replay(db, queue, wanted + outcome.skipped, false).await;
        let letters = letters.inspect_err(|_| progress.clear());
        let letters = letters.map_err(|cause| Failure::HalfReplayed {
            cause: Box::new(cause),
            done: outcome.replayed,
        })?;
        let before = outcome.replayed;
        outcome.add(letters);
        progress.done(outcome.replayed);
        if outcome.replayed == before {
            break;
        }
    }
    progress.clear();
    Ok(outcome)
}

impl Outcome {
    fn of(letters: Vec<Letter>, dry_run: bool) -> Self {
        let skipped = letters.iter().filter(|letter| letter.action == SKIPPED).count();
        let replayed = if dry_run { 0 } else { letters.len() - skipped };
        Self { replayed, skipped, dry_run, dead_letters: letters }
    }

    /// Letters skipped by an earlier batch come up again.
    fn add(&mut self, letters: Vec<Letter>) {
        for letter in letters {
            if letter.action != SKIPPED {
                self.replayed += 1;
            } else if self.dead_letters.iter().any(|known| known.msg_id == letter.msg_id) {
                continue;
            } else {
                self.skipped += 1;
            }
            self.dead_letters.push(letter);
        }
    }

    fn text(&self) -> String {
        let left = match self.skipped {
            0 => String::new(),
            skipped => format!(", {skipped} skipped"),
        };
        match (self.dry_run, self.dead_letters.len() - self.skipped) {
            (true, 0) => format!("nothing to replay{left}"),
            (true, count) => format!("would replay {}{left}", counted(count, "job")),
            (false, _) => format!("replayed {}{left}", counted(self.replayed, "job")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(msg_id: i64, action: &str) -> Letter {
        Letter { msg_id, action: action.to_owned(), ..Letter::default() }
    }

    #[test]
    fn what_is_skipped_twice_counts_once() {
        let mut outcome = Outcome::default();
        outcome.add(vec![letter(1, SKIPPED), letter(2, "replayed")]);
        outcome.add(vec![letter(1, SKIPPED), letter(3, "replayed")]);
        assert_eq!((outcome.replayed, outcome.skipped), (2, 1));
        assert_eq!(outcome.text(), "replayed 2 jobs, 1 skipped");
    }

    #[test]
    fn a_dry_run_says_what_would_be() {
        let outcome = Outcome::of(vec![letter(1, "would_replay"), letter(2, SKIPPED)], true);
        assert_eq!((outcome.replayed, outcome.skipped), (0, 1));
        assert_eq!(outcome.text(), "would replay 1 job, 1 skipped");
        assert_eq!(Outcome::of(Vec::new(), true).text(), "nothing to replay");
    }
}
