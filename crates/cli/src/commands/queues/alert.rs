//! Alerts about queues, and about what the database's doctor finds.

use std::time::{Duration, Instant};

use serde::Deserialize;

use super::warnings::Warning;
use crate::db::Db;
use crate::discord::{Embed, Field};
use crate::failure::Failure;
use crate::screen::counted;
use crate::webhooks::Alarm;

/// What has no figure of its own: failed checks, and stages that get no worker.
const DOCTOR: &str = "
    select coalesce(jsonb_agg(to_jsonb(found)), '[]')::text
    from dragonfly.doctor() as found
    where status = 'fail' or status = 'warn' and check_name = 'content stages'";
/// How often the doctor is asked at the most; it looks at everything.
const ROUND: Duration = Duration::from_mins(1);
const RED: u32 = 16_711_680;
const SHOWN: usize = 10;

/// Something to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// What it is told of once an hour.
    key: String,
    /// A queue, or a check.
    name: String,
    /// What is wrong and what to do next.
    text: String,
}

#[derive(Deserialize)]
struct Finding {
    check_name: String,
    detail: String,
    hint: Option<String>,
}

/// Somebody who tells.
pub struct Herald {
    alarm: Alarm,
    found: Option<(Instant, Vec<Subject>)>,
}

impl Herald {
    /// One that has told nothing yet.
    pub fn of(alarm: Alarm) -> Self {
        Self { alarm, found: None }
    }

    /// What the doctor found, a minute ago at the most.
    pub async fn consult(&mut self, db: &Db) -> Result<&[Subject], Failure> {
        let fresh = self.found.take().filter(|(at, _)| at.elapsed() < ROUND);
        let found = if let Some(fresh) = fresh {
            fresh
        } else {
            let findings: Vec<Finding> = db.json(DOCTOR, &[]).await?;
            (Instant::now(), findings.into_iter().map(Subject::from).collect())
        };
        Ok(&self.found.insert(found).1)
    }

    /// Tells of queues and of what the doctor found.
    pub async fn tell(&mut self, warnings: &[Warning], timestamp: &str) -> Result<(), Failure> {
        let mut subjects: Vec<_> = warnings.iter().map(Subject::from).collect();
        subjects.extend(self.found.iter().flat_map(|(_, found)| found.iter().cloned()));
        let embed = |due: &[&Subject], environment: &str| embed(due, environment, timestamp);
        self.alarm.raise(&subjects, |subject| subject.key.clone(), embed).await
    }
}

impl Subject {
    /// As people read it.
    pub fn line(&self) -> String {
        format!("{}: {}", self.name, self.text)
    }
}

impl From<Finding> for Subject {
    fn from(finding: Finding) -> Self {
        let Finding { check_name, detail, hint } = finding;
        let text = hint.map_or_else(|| detail.clone(), |hint| format!("{detail}; {hint}"));
        Self { key: format!("doctor {check_name}"), name: format!("doctor: {check_name}"), text }
    }
}

impl From<&Warning> for Subject {
    fn from(warning: &Warning) -> Self {
        let (kind, queue) = warning.subject();
        let text = warning.text();
        let text = text.strip_prefix(&format!("{queue}: ")).unwrap_or(&text).to_owned();
        Self { key: format!("{kind} {queue}"), name: queue.to_owned(), text }
    }
}

fn embed(due: &[&Subject], environment: &str, timestamp: &str) -> Embed {
    let verb = if due.len() == 1 { "needs" } else { "need" };
    let mut fields = vec![Field::new("Environment", environment, true)];
    fields.extend(
        due.iter().take(SHOWN).map(|subject| Field::new(&subject.name, &subject.text, false)),
    );
    if due.len() > SHOWN {
        fields.push(Field::new("and more", &counted(due.len() - SHOWN, "subject"), false));
    }
    Embed {
        title: "Queue(s) Need Attention".to_owned(),
        description: format!("{} {verb} a look", counted(due.len(), "subject")),
        color: RED,
        timestamp: timestamp.to_owned(),
        fields,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_told_of_under_its_kind_and_queue() {
        let of = |warning: &Warning| Subject::from(warning);
        let deep = of(&Warning::Deep("enrich".to_owned(), 1001));
        assert_eq!((deep.key.as_str(), deep.name.as_str()), ("depth enrich", "enrich"));
        assert!(deep.text.starts_with("1001 messages wait; "), "{deep:?}");
        assert_eq!(of(&Warning::Deep("enrich".to_owned(), 2000)).key, deep.key);
        assert_ne!(of(&Warning::Old("enrich".to_owned(), 2000)).key, deep.key);
    }

    #[test]
    fn ten_subjects_are_shown_and_the_rest_counted() {
        let subject = of_doctor();
        let all = [&subject; 12];
        let embed = embed(&all, "prod", "now");
        assert_eq!(embed.description, "12 subjects need a look");
        assert_eq!(embed.fields.len(), 1 + 10 + 1);
        assert_eq!(embed.fields.last(), Some(&Field::new("and more", "2 subjects", false)));
    }

    fn of_doctor() -> Subject {
        let (check_name, detail) = ("columns".to_owned(), "one is missing".to_owned());
        let subject =
            Subject::from(Finding { check_name, detail, hint: Some("run it".to_owned()) });
        assert_eq!(subject.line(), "doctor: columns: one is missing; run it");
        subject
    }
}
