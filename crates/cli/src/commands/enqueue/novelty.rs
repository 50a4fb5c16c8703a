//! Which ids that `queue_jobs` answered are new messages, and which stand for a repeated key.
//!
//! The answer does not say so, but ids of a queue only grow: one above all that were given out before
//! the call is new. pgmq's own figures tell where a queue stood when we began. A job that another
//! session sends under one of our keys in the same moment is counted as new here too.

use std::collections::{HashMap, HashSet};

use crate::db::{Db, value};

const LAST_ID: &str = "select total_messages from pgmq.metrics($1)";

/// Counts new messages over a run.
#[derive(Default)]
pub struct Novelty {
    /// Highest id given out so far, by kind; `None` where this caller may not ask.
    last_ids: HashMap<String, Option<i64>>,
}

impl Novelty {
    /// Asks, before the first job of a kind is sent, where its queue stands.
    pub async fn meet(&mut self, kind: Option<&str>, db: &Db) {
        let Some(kind) = kind.filter(|kind| !self.last_ids.contains_key(*kind)) else { return };
        let rows = db.rows(LAST_ID, &[kind]).await.unwrap_or_default();
        let last_id = rows.first().and_then(|row| value(row).ok());
        self.last_ids.insert(kind.to_owned(), last_id);
    }

    /// How many of a batch's ids are new; `None` when that is not known of all of them.
    pub fn count<'a>(
        &mut self,
        answers: impl Iterator<Item = (Option<&'a str>, i64)>,
    ) -> Option<u64> {
        let mut new: HashMap<&str, HashSet<i64>> = HashMap::new();
        for (kind, id) in answers {
            let kind = kind?;
            if id > (*self.last_ids.get(kind)?)? {
                new.entry(kind).or_default().insert(id);
            }
        }
        let count = new.values().map(|ids| ids.len() as u64).sum();
        for (kind, ids) in new {
            self.last_ids.insert(kind.to_owned(), ids.into_iter().max());
        }
        Some(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(ids: &[(&str, Option<i64>)]) -> Novelty {
        Novelty { last_ids: ids.iter().map(|(kind, id)| ((*kind).to_owned(), *id)).collect() }
    }

    #[test]
    fn an_id_above_the_last_one_is_new_once() {
        let mut novelty = known(&[("enrich", Some(10)), ("enforce", Some(0))]);
        let batch = [("enrich", 9), ("enrich", 11), ("enrich", 11), ("enforce", 1)];
        assert_eq!(novelty.count(batch.map(|(kind, id)| (Some(kind), id)).into_iter()), Some(2));
        let next = [("enrich", 11), ("enrich", 12)];
        assert_eq!(novelty.count(next.map(|(kind, id)| (Some(kind), id)).into_iter()), Some(1));
    }

    #[test]
    fn a_queue_that_may_not_be_asked_leaves_it_open() {
        assert_eq!(known(&[("enrich", None)]).count([(Some("enrich"), 1)].into_iter()), None);
        assert_eq!(known(&[]).count([(None, 1)].into_iter()), None);
    }

    #[test]
    fn nothing_new_leaves_the_mark_where_it_was() {
        let mut novelty = known(&[("enrich", Some(10))]);
        assert_eq!(novelty.count([(Some("enrich"), 3)].into_iter()), Some(0));
        assert_eq!(novelty.last_ids.get("enrich"), Some(&Some(10)));
    }
}
