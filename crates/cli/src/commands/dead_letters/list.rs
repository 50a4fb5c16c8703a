//! Dead letters as the database shows them, and how they look.

use serde::{Deserialize, Serialize};

use super::Which;
use crate::context::Context;
use crate::db::Db;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::screen::{Column, Screen, Tone, age, counted, or_dash};

/// A replay that changes nothing shows what is there.
const REPLAY: &str = "
    select coalesce(jsonb_agg(to_jsonb(letter)), '[]')::text
    from workers.replay_dead_letters(nullif($1, ''), $2::text::integer, $3::text::boolean) as letter";
const COLUMNS: [Column; 5] = [
    Column::Figure("MESSAGE"),
    Column::Text("QUEUE"),
    Column::Figure("AGE"),
    Column::Figure("ATTEMPTS"),
    Column::Text("ERROR"),
];

/// A row of `workers.replay_dead_letters()`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Letter {
    /// Its message in `dead_letter`.
    pub msg_id: i64,
    /// Where it came from.
    pub original_queue: Option<String>,
    /// How long it lies here.
    pub age_seconds: Option<f64>,
    /// How often it was tried.
    pub attempts: Option<i64>,
    /// Why it is here.
    pub error: Option<String>,
    /// What became of it.
    pub action: String,
    /// The message it became.
    pub new_msg_id: Option<i64>,
}

#[derive(Serialize)]
struct Listing<'a> {
    dead_letters: &'a [Letter],
    total: usize,
}

/// Asks for letters, or sends them back.
pub async fn replay(
    db: &Db,
    queue: Option<&str>,
    limit: usize,
    dry_run: bool,
) -> Result<Vec<Letter>, Failure> {
    let (limit, dry_run) = (limit.to_string(), dry_run.to_string());
    db.json(REPLAY, &[queue.unwrap_or_default(), &limit, &dry_run]).await
}

/// Shows them.
pub async fn run(which: &Which, context: &Context) -> Result<Exit, Failure> {
    let db = context.connect().await?;
    let letters = replay(&db, which.queue.as_deref(), which.limit as usize, true).await?;
    let listing = Listing { dead_letters: &letters, total: letters.len() };
    context.out.data(&listing, |_| table(&letters, context.out.screen))?;
    if letters.len() == which.limit as usize {
        context.out.say("there may be more: --limit shows them");
    }
    Ok(Exit::Fine)
}

/// A line a letter.
pub fn table(letters: &[Letter], screen: Screen) -> String {
    if letters.is_empty() {
        return "no dead letters".to_owned();
    }
    let rows = letters.iter().map(|letter| (Tone::Plain, cells(letter)));
    screen.table(&COLUMNS, rows.collect()) + "\n" + &counted(letters.len(), "dead letter")
}

fn cells(letter: &Letter) -> Vec<String> {
    #[allow(clippy::cast_possible_truncation)] // whole seconds of a few years
    let seconds = letter.age_seconds.map(|seconds| age(seconds as i64));
    let error =
        letter.error.as_deref().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    vec![
        letter.msg_id.to_string(),
        or_dash(letter.original_queue.as_deref()),
        or_dash(seconds),
        or_dash(letter.attempts),
        or_dash(error),
    ]
}
