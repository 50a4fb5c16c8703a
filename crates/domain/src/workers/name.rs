//! Names of queues, in either spelling.

use super::fault::WorkersFault;
use crate::content;
use crate::field::Field;
use crate::input::{InputFault, malformed};
use crate::queue::{Kind, plain_queue_name};

/// Where messages go that nobody will work on.
pub const DEAD_LETTER: &str = "dead_letter";

/// The queues that are made for workers, dead letters last.
pub const QUEUES: [&str; 9] = [
    "ingest_raw",
    "simplicity_ingest",
    "enforcement_strategy",
    "enforcement_drafting",
    "score_collectability",
    "comms_outbound",
    "enrich_skiptrace",
    "monitoring_recheck",
    DEAD_LETTER,
];

/// pgmq takes no longer ones.
const MAX_NAME: usize = 47;
/// How much of a name a fault shows.
const EXCERPT: usize = 100;

/// The plain name of a queue that workers may poll, from either spelling and in pgmq's own case
/// (`q_ingest_raw` is `ingest_raw`). Neither the dead letters nor staged content are for workers.
pub fn worker_queue(name: Option<&str>) -> Result<String, WorkersFault> {
    let name = name.unwrap_or_default().trim();
    if name.is_empty() {
        return Err(InputFault::Missing("queue").into());
    }
    let lowered = name.to_lowercase();
    let plain = plain_queue_name(&lowered);
    if plain == DEAD_LETTER || content::QUEUES.contains(&plain) {
        return Err(WorkersFault::NotWorkerQueue(name.chars().take(EXCERPT).collect()));
    }
    Ok(plain.to_owned())
}

/// The plain name of a queue that may be dropped: not one of the data model's.
pub fn droppable_queue(name: Option<&str>) -> Result<String, WorkersFault> {
    let plain = new_queue(name)?;
    if QUEUES.contains(&plain.as_str()) || Kind::ALL.iter().any(|kind| kind.name() == plain) {
        return Err(WorkersFault::BuiltIn(plain));
    }
    Ok(plain)
}

/// A queue's name as it is kept where tools look for the worker's own spelling: with its `q_` or without,
/// in pgmq's case.
#[must_use]
pub fn spelling(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The plain name of a queue to be made: its views and its sequence must have names too.
pub fn new_queue(name: Option<&str>) -> Result<String, WorkersFault> {
    let plain = worker_queue(name)?;
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if plain.len() > MAX_NAME || plain.starts_with("q_") || !plain.bytes().all(allowed) {
        let expected = "1 to 47 letters, digits and underscores, q_ once at the most";
        return Err(malformed("queue", expected, &Field::from_text(name)).into());
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_name_the_queue() {
        for name in ["ingest_raw", "q_ingest_raw", " Q_Ingest_Raw "] {
            assert_eq!(worker_queue(Some(name)).as_deref(), Ok("ingest_raw"));
        }
        assert_eq!(worker_queue(Some("enrich")).as_deref(), Ok("enrich"));
        assert_eq!(worker_queue(Some("Étape-1")).as_deref(), Ok("étape-1"));
    }

    #[test]
    fn of_a_spelling_the_prefix_is_kept() {
        let spelt = [" Q_Ingest_Raw ", "INGEST_RAW", "enrich"].map(spelling);
        assert_eq!(spelt, ["q_ingest_raw", "ingest_raw", "enrich"]);
    }

    #[test]
    fn a_queue_must_be_named() {
        for blank in [None, Some(""), Some("  ")] {
            assert_eq!(worker_queue(blank).unwrap_err().to_string(), "queue is required");
        }
    }

    #[test]
    fn dead_letters_and_content_are_not_for_workers() {
        for name in ["dead_letter", "q_dead_letter", "DEAD_LETTER", "content", "q_schema", "tsv"] {
            let fault = worker_queue(Some(name)).unwrap_err();
            assert_eq!(fault.to_string(), "not a worker queue");
            assert_eq!(fault.detail(), Some(format!("queue is {name}")));
        }
    }

    #[test]
    fn every_worker_queue_could_be_made() {
        for name in QUEUES.iter().filter(|name| **name != DEAD_LETTER) {
            assert_eq!(new_queue(Some(name)).as_deref(), Ok(*name));
        }
        assert_eq!(new_queue(Some(&"x".repeat(47))), Ok("x".repeat(47)));
    }

    #[test]
    fn names_that_views_could_not_have_are_refused() {
        for name in [&"x".repeat(48), "q_q_x", "a-b", "a b", "é", "a$b", "a;b", "\"a\""] {
            let fault = new_queue(Some(name)).unwrap_err();
            assert!(fault.to_string().starts_with("queue must be 1 to 47"), "{name}: {fault}");
        }
    }
}
