//! `cargo xtask bench [name]`: pgbench figures as ratios of things measured side by side.
//!
//! Every figure compares contenders that ran in turns on one cluster, with the same input, on emptied
//! tables and after a checkpoint. A ratio says the same on a laptop and on a server; a rate does not,
//! so rates are only printed beside it. Where another process
//! disturbs the runs, the ratio of processor time per call (`by CPU`) is the steadier one. `DRAGONFLY_BENCH_QUICK=1` shortens everything, to see that the
//! benchmarks still run; its figures mean little.

mod content;
mod contest;
mod cpu;
mod effort;
mod enforcement;
mod figure;
mod jobs;
mod machine;
mod pgbench;
mod place;
mod plaintiffs;
mod queue;
mod report;
mod stats;
mod workers;

use anyhow::{Result, bail};

use effort::Effort;
use place::Place;

/// Measures one group of figures and returns its lines of the report.
type Measure = fn(&Place, &Effort) -> Result<Vec<figure::Figure>>;

/// Every group of figures: name, what it shows, how it is measured.
const GROUPS: [(&str, &str, Measure); 16] = [
    ("queue:enqueue", "one job per call", queue::enqueue::measure),
    ("queue:batch", "1000 jobs per call", queue::batch::measure),
    ("queue:consume", "100 messages taken and deleted", queue::consume::measure),
    ("queue:wake", "from enqueue to the waiting client", queue::wake::measure),
    ("queue:keys", "the ledger full of keys", queue::keys::measure),
    ("enforcement", "1 million judgments, 200 000 cases, 2 million events", enforcement::measure),
    ("plaintiffs:calls", "one call logged", plaintiffs::calls::measure),
    ("plaintiffs:pipeline", "the first 50 of a tier", plaintiffs::pipeline::measure),
    ("plaintiffs:import", "an export of 100 000 rows", plaintiffs::import::measure),
    ("jobs", "one job claimed and completed", jobs::measure),
    ("content:backlog", "5000 open stages among 5 million", content::backlog::measure),
    ("content:stages", "10 stages taken, started, completed", content::stages::measure),
    ("workers:poll", "100 jobs taken and done", workers::poll::measure),
    ("workers:drain", "2 sessions empty a queue", workers::drain::measure),
    ("workers:registry", "the registry full of jobs", workers::registry::measure),
    ("workers:counters", "8 sessions count on one queue", workers::counters::measure),
];

/// Runs all groups, those of an area (`queue`) or one (`queue:enqueue`), and prints their figures.
pub fn run(name: Option<&str>) -> Result<()> {
    let chosen: Vec<_> = GROUPS.iter().filter(|group| is_chosen(group.0, name)).collect();
    if chosen.is_empty() {
        let names = GROUPS.map(|group| group.0).join(", ");
        bail!("no benchmark {}; there are: {names}", name.unwrap_or_default());
    }
    let effort = Effort::from_env();
    let place = Place::open()?;
    println!("{}", machine::describe(&place)?);
    for (name, about, measure) in chosen {
        eprintln!("{name}: {about}");
        let figures = measure(&place, &effort)?;
        println!("\n{name} ({about})\n{}", report::table(&figures));
    }
    Ok(())
}

fn is_chosen(group: &str, name: Option<&str>) -> bool {
    name.is_none_or(|name| group == name || group.split(':').any(|part| part == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_chosen_by_area_by_itself_or_by_full_name() {
        for name in [None, Some("queue"), Some("batch"), Some("queue:batch")] {
            assert!(is_chosen("queue:batch", name));
        }
        assert!(!is_chosen("queue:batch", Some("consume")));
        assert!(!is_chosen("queue:batch", Some("que")));
    }
}
