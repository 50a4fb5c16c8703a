//! Which workers a dispatch cycle starts: the contract's formula, without memory of earlier cycles.

use super::overrides::Overrides;

/// A row of `content_stage_config`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageConfig {
    /// Name of the stage.
    pub stage: String,
    /// Queue that its workers read.
    pub queue: String,
    /// Address of its workers.
    pub worker_endpoint: String,
    /// Workers in flight at the most.
    pub max_concurrency: i32,
    /// Workers started per cycle at the most.
    pub trigger_batch_size: i32,
    /// Whether the table lets it run.
    pub enabled: bool,
}

/// How much a stage has to do, as `get_content_stage_backlog()` counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// Name of the stage.
    pub stage: String,
    /// Queued and due.
    pub ready: i64,
    /// Being worked on.
    pub in_flight: i64,
}

/// Workers to start for one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// Name of the stage.
    pub stage: String,
    /// Queue that its workers read.
    pub queue: String,
    /// Where to call.
    pub worker_endpoint: String,
    /// How often, at least once.
    pub count: i64,
}

/// The workers to start, by stage name. A stage that the table disables is never started, whatever the
/// overrides say.
#[must_use]
pub fn plan(configs: &[StageConfig], backlog: &[Backlog], overrides: &Overrides) -> Vec<Trigger> {
    let mut enabled: Vec<_> = configs.iter().filter(|config| config.enabled).collect();
    enabled.sort_by(|one, other| one.stage.cmp(&other.stage));
    enabled.into_iter().filter_map(|config| trigger(config, backlog, overrides)).collect()
}

/// A backlog without the work for which workers were called a moment ago and may not have begun. Where they
/// have begun, they count twice: fewer are started, and those that are missing by the next cycle.
#[must_use]
pub fn without_called(backlog: Vec<Backlog>, called: impl Fn(&str) -> i64) -> Vec<Backlog> {
    let less = |of: Backlog| {
        let called = called(&of.stage);
        Backlog { ready: of.ready - called, in_flight: of.in_flight + called, ..of }
    };
    backlog.into_iter().map(less).collect()
}

fn trigger(config: &StageConfig, backlog: &[Backlog], overrides: &Overrides) -> Option<Trigger> {
    let Backlog { ready, in_flight, .. } =
        backlog.iter().find(|backlog| backlog.stage == config.stage)?;
    let limit = overrides.of(&config.stage).unwrap_or(config.max_concurrency.into());
    let slots = limit.saturating_sub(*in_flight);
    let count = slots.min(*ready).min(config.trigger_batch_size.into());
    (limit > 0 && count > 0).then(|| Trigger {
        stage: config.stage.clone(),
        queue: config.queue.clone(),
        worker_endpoint: config.worker_endpoint.clone(),
        count,
    })
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
