//! Sending dead letters back, in batches: each is one transaction, so that whoever interrupts it finds
//! every job either here or on its queue.

use std::collections::HashSet;

use clap::Args;
use serde::{Deserialize, Serialize};

use super::letter::{Letter, Letters, Office};
use super::picked::Picked;
use super::{Most, Which, list};
use crate::confirm;
use crate::context::Context;
use crate::db::Db;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::screen::counted;

const REPLAY: &str = "
    select coalesce(jsonb_agg(to_jsonb(letter)), '[]')::text
    from workers.replay_dead_letters(nullif($1, ''), $2::text::integer, false) as letter";
const LETTERS_PER_BATCH: usize = 100;
const SKIPPED: &str = "skipped";

/// Arguments of `dragonfly dead-letters replay`.
#[derive(Debug, Args)]
pub struct ReplayArgs {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    most: Most,
    /// Shows what would be sent back, and changes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Does not ask.
    #[arg(long)]
    yes: bool,
}

/// A row of `workers.replay_dead_letters()`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Replayed {
    /// Its message in `dead_letter`.
    pub msg_id: i64,
    /// Where it came from.
    original_queue: Option<String>,
    /// How long it lay here.
    age_seconds: Option<f64>,
    /// How often it was tried.
    attempts: Option<i64>,
    /// Why it was here.
    error: Option<String>,
    /// What became of it.
    action: String,
    /// The message it became.
    new_msg_id: Option<i64>,
}

/// What came of it.
#[derive(Debug, Default, Serialize)]
struct Outcome {
    replayed: usize,
    skipped: usize,
    dry_run: bool,
    dead_letters: Vec<Replayed>,
}

/// Shows, asks, sends back.
pub async fn run(args: &ReplayArgs, context: &Context) -> Result<Exit, Failure> {
    let (out, limit) = (&context.out, args.most.limit);
    let db = context.connect().await?;
    let office = Office::of(&db).await?;
    let there = office.letters(&args.which, limit).await?;
    let count = there.dead_letters.iter().filter(|letter| letter.action != SKIPPED).count();
    let more = there.total - there.dead_letters.len();
    let outcome = if args.dry_run || count == 0 {
        Outcome::of(there)
    } else {
        let question = format!("Send {} back to their queues?", counted(count, "job"));
        if !args.yes {
            out.say(&list::table(&there, out.screen));
        }
        if !confirm::agreed(&question, args.yes)? {
            out.say("nothing was changed");
            return Ok(Exit::Fine);
        }
        send_back(&office, args, &there, context).await?
    };
    out.data(&outcome, Outcome::text)?;
    for letter in outcome.dead_letters.iter().filter(|letter| letter.action == SKIPPED) {
        let queue = letter.original_queue.as_deref().unwrap_or_default();
        out.warn(&format!("message {} stays: there is no queue {queue:?}", letter.msg_id));
    }
    if more > 0 {
        out.say(&format!("{} more: --limit takes more at once", counted(more, "dead letter")));
    }
    Ok(if count == 0 { Exit::Nothing } else { Exit::Fine })
}

async fn send_back(
    office: &Office<'_>,
    args: &ReplayArgs,
    there: &Letters,
    context: &Context,
) -> Result<Outcome, Failure> {
    let count = there.dead_letters.len();
    if !args.which.picks() {
        let queue = args.which.queue.as_deref();
        return all(args.most.limit as usize, count, async |wanted| {
            replay(office.db, queue, wanted).await
        })
        .await;
    }
    let ids: HashSet<_> = there.dead_letters.iter().map(|letter| letter.msg_id).collect();
    let keeper = Db::connect(&context.target()?).await?;
    let picked = Picked::new(office, keeper, ids).await?;
    all(count, count, async |wanted| picked.replay(wanted).await).await
}

/// Sends so many letters back, the oldest first.
pub async fn replay(db: &Db, queue: Option<&str>, limit: usize) -> Result<Vec<Replayed>, Failure> {
    db.json(REPLAY, &[queue.unwrap_or_default(), &limit.to_string()]).await
}

async fn all(
    limit: usize,
    expected: usize,
    batch: impl AsyncFn(usize) -> Result<Vec<Replayed>, Failure>,
) -> Result<Outcome, Failure> {
    let progress = Progress::of_items(expected);
    let mut outcome = Outcome::default();
    while outcome.dead_letters.len() < limit {
        // What was skipped is still the oldest that is there.
        let wanted = LETTERS_PER_BATCH.min(limit - outcome.dead_letters.len());
        let letters = batch(wanted + outcome.skipped).await;
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
    /// What a replay would do.
    fn of(there: Letters) -> Self {
        let letters: Vec<_> = there.dead_letters.into_iter().map(Replayed::from).collect();
        let skipped = letters.iter().filter(|letter| letter.action == SKIPPED).count();
        Self { replayed: 0, skipped, dry_run: true, dead_letters: letters }
    }

    /// Letters skipped by an earlier batch come up again.
    fn add(&mut self, letters: Vec<Replayed>) {
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

impl From<Letter> for Replayed {
    fn from(letter: Letter) -> Self {
        let Letter { msg_id, original_queue, age_seconds, attempts, error, action, .. } = letter;
        Self { msg_id, original_queue, age_seconds, attempts, error, action, new_msg_id: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(msg_id: i64, action: &str) -> Replayed {
        Replayed { msg_id, action: action.to_owned(), ..Replayed::default() }
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
        let dead_letters = vec![letter(1, "would_replay"), letter(2, SKIPPED)];
        let outcome = Outcome { skipped: 1, dry_run: true, dead_letters, ..Outcome::default() };
        assert_eq!(outcome.text(), "would replay 1 job, 1 skipped");
        assert_eq!(Outcome { dry_run: true, ..Outcome::default() }.text(), "nothing to replay");
    }
}
