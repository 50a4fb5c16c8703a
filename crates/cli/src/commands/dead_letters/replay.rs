//! Sending dead letters back, in batches: each is one transaction, so that whoever interrupts it finds
//! every job either here or on its queue.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::letter::{Ids, Letter, Letters, Office};
use super::{Most, Which, list};
use crate::confirm;
use crate::context::Context;
use crate::db::Db;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::screen::counted;

/// `$1` letters of workers, `$2` of content; those that another session replays are left out.
const REPLAY: &str = "
    select coalesce(jsonb_agg(to_jsonb(letter)), '[]')::text
    from (
        select msg_id::text as id, msg_id, original_queue, age_seconds, attempts, error, action, new_msg_id
        from workers.replay_dead_letters(null, 10000, false, string_to_array($1, ',')::bigint[])
        union all
        select 'c' || letter_id, null, queue_name, age_seconds, attempts, error, action, new_msg_id
        from public.replay_content_dead_letters(null, 10000, false, string_to_array($2, ',')::bigint[])
    ) as letter";
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

/// A letter, and what became of it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Replayed {
    /// As the list shows it.
    id: String,
    /// Its message in `dead_letter`; none of content.
    msg_id: Option<i64>,
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
    let there = office.replayable(&args.which, limit).await?;
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
        send_back(&db, there).await?
    };
    out.data(&outcome, Outcome::text)?;
    for letter in outcome.dead_letters.iter().filter(|letter| letter.action == SKIPPED) {
        out.warn(&letter.why_it_stays());
    }
    if more > 0 {
        out.say(&format!("{} more: --limit takes more at once", counted(more, "dead letter")));
    }
    Ok(if count == 0 { Exit::Nothing } else { Exit::Fine })
}

/// Sends letters back in their order, so many in a transaction. Those that somebody else sent back meanwhile are
/// in nobody's count.
async fn send_back(db: &Db, there: Letters) -> Result<Outcome, Failure> {
    let progress = Progress::of_items(there.dead_letters.len());
    let (good, bad): (Vec<_>, Vec<_>) =
        there.dead_letters.into_iter().partition(|letter| letter.action != SKIPPED);
    let mut outcome = Outcome::default();
    for batch in good.chunks(LETTERS_PER_BATCH) {
        let ids: Ids = batch.iter().map(|letter| letter.id.as_str()).collect();
        let letters = db.json::<Vec<Replayed>>(REPLAY, &[&ids.worker, &ids.content]).await;
        let letters = letters.inspect_err(|_| progress.clear());
        let letters = letters.map_err(|cause| Failure::HalfReplayed {
            cause: Box::new(cause),
            done: outcome.replayed,
        })?;
        outcome.add(letters);
        progress.done(outcome.replayed);
    }
    outcome.add(bad.into_iter().map(Replayed::from));
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

    fn add(&mut self, letters: impl IntoIterator<Item = Replayed>) {
        for letter in letters {
            if letter.action == SKIPPED {
                self.skipped += 1;
            } else {
                self.replayed += 1;
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

impl Replayed {
    fn why_it_stays(&self) -> String {
        let id = &self.id;
        if id.starts_with('c') {
            return format!(
                "dead letter {id} stays: its job is over or goes on, or its message is not whole"
            );
        }
        let queue = self.original_queue.as_deref().unwrap_or_default();
        format!("message {id} stays: there is no queue {queue:?}")
    }
}

impl From<Letter> for Replayed {
    fn from(letter: Letter) -> Self {
        let Letter { id, msg_id, original_queue, age_seconds, attempts, error, action, .. } =
            letter;
        Self { id, msg_id, original_queue, age_seconds, attempts, error, action, new_msg_id: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(id: &str, action: &str) -> Replayed {
        Replayed { id: id.to_owned(), action: action.to_owned(), ..Replayed::default() }
    }

    #[test]
    fn what_is_skipped_is_counted_apart() {
        let mut outcome = Outcome::default();
        outcome.add([letter("1", SKIPPED), letter("2", "replayed"), letter("c3", "replayed")]);
        assert_eq!((outcome.replayed, outcome.skipped), (2, 1));
        assert_eq!(outcome.text(), "replayed 2 jobs, 1 skipped");
    }

    #[test]
    fn a_dry_run_says_what_would_be() {
        let dead_letters = vec![letter("1", "would_replay"), letter("2", SKIPPED)];
        let outcome = Outcome { skipped: 1, dry_run: true, dead_letters, ..Outcome::default() };
        assert_eq!(outcome.text(), "would replay 1 job, 1 skipped");
        assert_eq!(Outcome { dry_run: true, ..Outcome::default() }.text(), "nothing to replay");
    }
}
