//! The alert about stale workers, each at most once an hour.

use super::report::{Report, StaleWorker};
use crate::discord::{Embed, Field};
use crate::failure::Failure;
use crate::screen::counted;
use crate::webhooks::Alarm;

const RED: u32 = 16_711_680;
const SHOWN: usize = 5;

/// Tells of the stale workers.
pub async fn raise(alarm: &mut Alarm, report: &Report, threshold: u32) -> Result<(), Failure> {
    let embed = |due: &[&StaleWorker], environment: &str| {
        embed(due, threshold, environment, &report.timestamp)
    };
    alarm.raise(&report.stale_workers, |worker| worker.worker_id.clone(), embed).await
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
    fn five_workers_are_shown_and_the_rest_counted() {
        let workers = stale(7);
        let all: Vec<_> = workers.iter().collect();
        let embed = embed(&all, 5, "prod", "now");
        assert_eq!(embed.description, "7 workers have not reported for more than 5 minutes");
        assert_eq!(embed.fields.len(), 2 + 5 + 1);
        assert_eq!(embed.fields.last(), Some(&Field::new("and more", "2 workers", false)));
    }
}
