//! Jobs of a file, in batches of 1000, each batch one transaction.

use serde::Serialize;

use super::job::Line;
use super::novelty::Novelty;
use crate::db::{Db, value};
use crate::failure::Failure;
use crate::out::Out;
use crate::progress::Progress;

const SEND: &str = "select public.queue_jobs($1::text::jsonb)";
const JOBS_PER_BATCH: usize = 1000;
/// Large payloads make smaller batches: a jsonb value ends at 256 MB.
const BYTES_PER_BATCH: usize = 16 << 20;

/// What came of a file.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
struct Summary {
    jobs: u64,
    /// Messages that this run made; null when that is not known.
    new: Option<u64>,
    /// Jobs whose key was there before; null when that is not known.
    repeated: Option<u64>,
    batches: u64,
}

/// Sends all jobs; stops at the first that is refused.
pub async fn send_all(
    lines: impl Iterator<Item = Result<Line, Failure>>,
    db: &Db,
    progress: &Progress,
    out: &Out,
) -> Result<(), Failure> {
    let mut run = Run { db, novelty: Novelty::default(), summary: Summary::new() };
    let ended = run.all(lines, progress).await;
    progress.clear();
    let done = run.summary.jobs;
    ended.map_err(|cause| Failure::Partly { cause: Box::new(cause), done })?;
    out.data(&run.summary, Summary::text)
}

struct Run<'a> {
    db: &'a Db,
    novelty: Novelty,
    summary: Summary,
}

impl Run<'_> {
    async fn all(
        &mut self,
        lines: impl Iterator<Item = Result<Line, Failure>>,
        progress: &Progress,
    ) -> Result<(), Failure> {
        let (mut batch, mut bytes) = (Vec::with_capacity(JOBS_PER_BATCH), 0);
        for line in lines {
            let line = line?;
            bytes += line.body.len();
            batch.push(line);
            if batch.len() == JOBS_PER_BATCH || bytes >= BYTES_PER_BATCH {
                self.send(&batch).await?;
                progress.sent(self.summary.jobs);
                batch.clear();
                bytes = 0;
            }
        }
        if batch.is_empty() { Ok(()) } else { self.send(&batch).await }
    }

    async fn send(&mut self, batch: &[Line]) -> Result<(), Failure> {
        for line in batch {
            self.novelty.meet(line.kind.as_deref(), self.db).await;
        }
        let rows = self.db.rows(SEND, &[&array(batch)]).await;
        let rows = rows.map_err(|failure| at_its_line(failure, batch))?;
        let ids: Vec<i64> = rows.iter().map(value).collect::<Result<_, _>>()?;
        let kinds = batch.iter().map(|line| line.kind.as_deref());
        let new = self.novelty.count(kinds.zip(ids));
        self.summary.add(batch.len() as u64, new);
        Ok(())
    }
}

fn array(batch: &[Line]) -> String {
    let bodies: Vec<&str> = batch.iter().map(|line| line.body.as_str()).collect();
    format!("[{}]", bodies.join(","))
}

/// The database counts elements of a batch, from 0; people look for a line of their file.
fn at_its_line(mut failure: Failure, batch: &[Line]) -> Failure {
    if let Failure::Refused(refusal) = &mut failure {
        let element = refusal.detail.as_deref().and_then(|detail| detail.strip_prefix("element "));
        let index = element.and_then(|number| number.parse::<usize>().ok());
        if let Some(line) = index.and_then(|index| batch.get(index)) {
            refusal.detail = Some(line.place.clone());
            let hint = refusal.hint.take();
            refusal.hint = hint.map(|hint| hint.replace(" Elements count from 0.", ""));
        }
    }
    failure
}

impl Summary {
    fn new() -> Self {
        Self { new: Some(0), repeated: Some(0), ..Self::default() }
    }

    fn add(&mut self, jobs: u64, new: Option<u64>) {
        self.jobs += jobs;
        self.batches += 1;
        self.new = self.new.zip(new).map(|(sum, more)| sum + more);
        self.repeated = self.new.map(|new| self.jobs - new);
    }

    fn text(&self) -> String {
        match (self.new, self.repeated) {
            (Some(new), Some(repeated)) => {
                format!("{} jobs: {new} new, {repeated} with a key that was there", self.jobs)
            }
            _ => format!("{} jobs", self.jobs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Refusal;

    fn lines() -> Vec<Line> {
        ["{\"a\": 1}", "{}"]
            .into_iter()
            .zip(1..)
            .map(|(body, number)| Line {
                place: format!("f line {number}"),
                kind: None,
                body: body.to_owned(),
            })
            .collect()
    }

    #[test]
    fn a_batch_is_an_array_of_its_lines() {
        assert_eq!(array(&lines()), "[{\"a\": 1},{}]");
        assert_eq!(array(&[]), "[]");
    }

    #[test]
    fn an_element_is_reported_as_its_line() {
        let refused = |detail: &str| {
            let detail = Some(detail.to_owned());
            let hint = Some("Use a kind. Elements count from 0.".to_owned());
            Failure::Refused(Refusal { detail, hint, ..Refusal::default() })
        };
        let failure = at_its_line(refused("element 1"), &lines());
        assert_eq!(failure.detail().as_deref(), Some("f line 2"));
        assert_eq!(failure.hint().as_deref(), Some("Use a kind."));
        for other in ["element 2", "element x", "kind is 7"] {
            assert_eq!(at_its_line(refused(other), &lines()).detail().as_deref(), Some(other));
        }
    }

    #[test]
    fn a_summary_tells_new_from_repeated_as_long_as_it_can() {
        let mut summary = Summary::new();
        summary.add(1000, Some(998));
        summary.add(10, Some(0));
        assert_eq!(summary.text(), "1010 jobs: 998 new, 12 with a key that was there");
        summary.add(1, None);
        assert_eq!(summary, Summary { jobs: 1011, new: None, repeated: None, batches: 3 });
        assert_eq!(summary.text(), "1011 jobs");
    }
}
