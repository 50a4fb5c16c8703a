//! A line for every dead letter.

use clap::Args;

use super::letter::{Letter, Letters, Office};
use super::{Most, Which};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::screen::{Column, Screen, Tone, age, counted, or_dash};

const COLUMNS: [Column; 7] = [
    Column::Figure("ID"),
    Column::Text("QUEUE"),
    Column::Text("KEY"),
    Column::Figure("AGE"),
    Column::Figure("ATTEMPTS"),
    Column::Text("SAID"),
    Column::Text("ERROR"),
];
/// As narrow as a terminal may be before the phrase beside the worker's words is left out.
const WIDE: u16 = 110;

/// Arguments of `dragonfly dead-letters list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    most: Most,
}

/// Shows them.
pub async fn run(args: &ListArgs, context: &Context) -> Result<Exit, Failure> {
    let db = context.connect().await?;
    let letters = Office::of(&db).await?.letters(&args.which, args.most.limit).await?;
    context.out.data(&letters, |letters| table(letters, context.out.screen))?;
    Ok(Exit::Fine)
}

/// A line a letter, and how many there are.
pub fn table(letters: &Letters, screen: Screen) -> String {
    let Letters { dead_letters, total } = letters;
    let sums = match (dead_letters.len(), *total) {
        (_, 0) => return "no dead letters".to_owned(),
        (shown, total) if shown < total => {
            format!("showing {shown} of {}; --limit shows more", counted(total, "dead letter"))
        }
        (_, total) => counted(total, "dead letter"),
    };
    let narrow = screen.width.is_some_and(|width| width < WIDE);
    let (columns, _) = COLUMNS.split_at(COLUMNS.len() - usize::from(narrow));
    let rows = dead_letters.iter().map(|letter| {
        let mut cells = cells(letter);
        cells.truncate(columns.len());
        (Tone::Plain, cells)
    });
    screen.table(columns, rows.collect()) + "\n" + &sums
}

fn cells(letter: &Letter) -> Vec<String> {
    let one_line = |text: &Option<String>| {
        or_dash(text.as_deref().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")))
    };
    vec![
        letter.id.clone(),
        or_dash(letter.original_queue.as_deref()),
        or_dash(letter.key()),
        or_dash(letter.age()),
        or_dash(letter.attempts),
        one_line(&letter.said),
        one_line(&letter.error),
    ]
}

impl Letter {
    /// What people know it by: the job's key, or the stage and the beginning of the job's id.
    fn key(&self) -> Option<String> {
        let of_content = || {
            let job: String = self.job_id.as_deref()?.chars().take(8).collect();
            Some(
                self.stage.as_deref().map_or_else(|| job.clone(), |stage| format!("{stage} {job}")),
            )
        };
        self.idempotency_key.clone().or_else(of_content)
    }

    /// How long it lies here, in words.
    pub fn age(&self) -> Option<String> {
        #[allow(clippy::cast_possible_truncation)] // whole seconds of a few years
        self.age_seconds.map(|seconds| age(seconds as i64))
    }
}
