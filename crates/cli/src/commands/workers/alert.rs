//! The alert about stale workers, each at most once an hour.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::report::{Report, StaleWorker};
use crate::discord::{Discord, Embed, Field, Message};
use crate::failure::Failure;
use crate::screen::counted;

const RED: u32 = 16_711_680;
const QUIET: Duration = Duration::from_hours(1);
const SHOWN: usize = 5;

/// Where alerts go, and what was told already.
pub struct Alarm {
    /// The webhook.
    pub discord: Discord,
    /// `dev`, `prod`, or unknown.
    pub environment: String,
    /// Who was told of.
    pub memory: Memory,
}

/// When each worker was told of.
#[derive(Default)]
pub struct Memory(HashMap<String, Instant>);

impl Alarm {
    /// Posts the stale workers that were not told of within the hour; one that could not be posted is
    /// told of at the next look.
    pub async fn raise(&mut self, report: &Report, threshold: u32) -> Result<(), Failure> {
        let now = Instant::now();
        let due = self.memory.due(&report.stale_workers, now);
        if due.is_empty() {
            return Ok(());
        }
        let embed = embed(&due, threshold, &self.environment, &report.timestamp);
        self.discord.post(&Message::from(embed)).await?;
        self.memory.told(&due, now);
        Ok(())
    }
}

impl Memory {
    fn due<'a>(&mut self, stale: &'a [StaleWorker], now: Instant) -> Vec<&'a StaleWorker> {
        self.0.retain(|_, told| now.duration_since(*told) < QUIET);
        stale.iter().filter(|worker| !self.0.contains_key(&worker.worker_id)).collect()
    }

    fn told(&mut self, workers: &[&StaleWorker], now: Instant) {
        self.0.extend(workers.iter().map(|worker| (worker.worker_id.clone(), now)));
    }
}

fn embed(stale: &[&StaleWorker], threshold: u32, environment: &str, timestamp: &str) -> Embed {
    let verb = if stale.len() == 1 { "has" } else { "have" };
    let workers = counted(stale.len(), "worker");
    let minutes = counted(usize::try_from(threshold).unwrap_or_default(), "minute");
    let mut fields = vec![
        Field::new("Environment", environment, true),
        Field::new("Stale Workers", &stale.len().to_string(), true),
    ];
    fields.extend(stale.iter().take(SHOWN).map(|worker| field(worker)));
    if stale.len() > SHOWN {
        let more = counted(stale.len() - SHOWN, "worker");
        fields.push(Field::new("and more", &more, false));
    }
    Embed {
        title: "Worker(s) Missing".to_owned(),
        description: format!("{workers} {verb} not reported for more than {minutes}"),
        color: RED,
        timestamp: timestamp.to_owned(),
        fields,
    }
}

fn field(worker: &StaleWorker) -> Field {
    let StaleWorker { worker_id, queue_name, hostname, last_heartbeat_at, minutes_stale, .. } =
        worker;
    let value =
        format!("{worker_id}\nlast heartbeat {minutes_stale:.1} min ago, at {last_heartbeat_at}");
    Field::new(&format!("{queue_name} on {hostname}"), &value, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stale(count: usize) -> Vec<StaleWorker> {
        let worker = |number: usize| StaleWorker {
            worker_id: format!("w{number}"),
            ..StaleWorker::default()
        };
        (0..count).map(worker).collect()
    }

    #[test]
    fn a_worker_is_told_of_once_an_hour() {
        let (workers, mut memory) = (stale(2), Memory::default());
        let start = Instant::now();
        let Some(first) = workers.first() else { return };
        memory.told(&[first], start);
        let due = |memory: &mut Memory, minutes: u64| -> Vec<String> {
            let now = start + Duration::from_mins(minutes);
            memory.due(&workers, now).iter().map(|worker| worker.worker_id.clone()).collect()
        };
        assert_eq!(due(&mut memory, 59), ["w1"]);
        assert_eq!(due(&mut memory, 60), ["w0", "w1"]);
    }

    #[test]
    fn five_workers_are_shown_and_the_rest_counted() {
        let workers = stale(7);
        let all: Vec<_> = workers.iter().collect();
        let embed = embed(&all, 5, "prod", "now");
        assert_eq!(embed.description, "7 workers have not reported for more than 5 minutes");
        assert_eq!(embed.fields.len(), 2 + 5 + 1);
        assert_eq!(embed.fields.last(), Some(&Field::new("and more", "2 workers", false)));
    }
}
