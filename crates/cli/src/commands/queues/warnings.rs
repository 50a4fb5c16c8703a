//! Which queues deserve a look (thresholds of docs/contract/workers.md).

use crate::figures::Queue;
use crate::screen::{age, counted};

const DEEP: i64 = 1000;
const OLD_SECONDS: i64 = 30 * 60;
const MANY_DEAD: i64 = 10;
const DEAD_LETTERS: &str = "dead_letter";

/// What is wrong with a queue.
#[derive(Debug, PartialEq, Eq)]
pub enum Warning {
    /// Many messages wait.
    Deep(String, i64),
    /// A message waits for long; its age in seconds.
    Old(String, i64),
    /// Many dead letters are unresolved.
    Dead(String, i64),
}

/// All warnings, by queue.
pub fn of(queues: &[Queue]) -> Vec<Warning> {
    queues.iter().flat_map(of_queue).collect()
}

/// The warnings of one queue. Nobody works on the dead letters: they wait for the operator, and are told of
/// with the queue that they come from.
pub fn of_queue(queue: &Queue) -> Vec<Warning> {
    let name = || queue.queue_name.clone();
    let mut warnings = Vec::new();
    if queue.queue_name == DEAD_LETTERS {
        return warnings;
    }
    if let Some(depth) = queue.depth.filter(|depth| *depth > DEEP) {
        warnings.push(Warning::Deep(name(), depth));
    }
    if let Some(age) = queue.oldest_message_age_seconds.filter(|age| *age > OLD_SECONDS) {
        warnings.push(Warning::Old(name(), age));
    }
    if queue.dead_letters >= MANY_DEAD {
        warnings.push(Warning::Dead(name(), queue.dead_letters));
    }
    warnings
}

impl Warning {
    /// What is wrong, in a word, and the queue.
    pub fn subject(&self) -> (&'static str, &str) {
        match self {
            Self::Deep(queue, _) => ("depth", queue),
            Self::Old(queue, _) => ("age", queue),
            Self::Dead(queue, _) => ("dead letters", queue),
        }
    }

    /// What is wrong and what to do next.
    pub fn text(&self) -> String {
        match self {
            Self::Deep(queue, depth) => {
                format!("{queue}: {depth} messages wait; add a worker if it stays so for 5 minutes")
            }
            Self::Old(queue, seconds) => format!(
                "{queue}: the oldest message waits for {}; look at its workers: dragonfly workers",
                age(*seconds)
            ),
            Self::Dead(queue, letters) => format!(
                "{queue}: {} unresolved; look at them: dragonfly dead-letters list --queue {queue}",
                counted(usize::try_from(*letters).unwrap_or_default(), "dead letter")
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_exact() {
        let queue = |depth, age, dead_letters| Queue {
            queue_name: "enrich".to_owned(),
            depth: Some(depth),
            oldest_message_age_seconds: Some(age),
            dead_letters,
            ..Queue::default()
        };
        assert_eq!(of(&[queue(1000, 1800, 9)]), []);
        let name = || "enrich".to_owned();
        let expected =
            [Warning::Deep(name(), 1001), Warning::Old(name(), 1801), Warning::Dead(name(), 10)];
        assert_eq!(of(&[queue(1001, 1801, 10)]), expected);
        assert_eq!(of(&[Queue::default()]), []);
        let dead = Queue { queue_name: DEAD_LETTERS.to_owned(), ..queue(1001, 1801, 0) };
        assert_eq!(of(&[dead]), []);
    }
}
