//! One dispatch cycle: stalled stages are taken back, then workers are started by the plan.

use std::time::Instant;

use dragonfly_domain::content::{
    self, ALREADY_RUNNING, NO_STAGES, Overrides, StageConfig, StageError, Summary, without_keys,
};
use dragonfly_domain::json::Json;

use super::reclaim;
use super::store::{dispatch as store, problems};
use crate::error::Result;
use crate::{settings, waiting};

/// Held by a cycle until its transaction ends.
const LOCK: &str = "dispatch_content_queue";
const GRACE_SECONDS: i32 = 60;

/// Takes the place of a cycle until the transaction ends; false while another one has it.
pub fn claim() -> bool {
    waiting::claim(LOCK)
}

/// Runs a cycle; the contract's summary. Whatever keeps a worker from being started is in its `errors`.
pub fn run(source: &str) -> Result<Json> {
    let began = Instant::now();
    let elapsed = || i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
    if !claim() {
        return Ok(Summary::idle(ALREADY_RUNNING, elapsed()));
    }
    let configs = store::enabled_configs()?;
    if configs.is_empty() {
        return Ok(Summary::idle(NO_STAGES, elapsed()));
    }
    reclaim::run(GRACE_SECONDS)?;
    problems::note_answers()?;
    let stages: Vec<_> = configs.iter().map(|config| config.stage.as_str()).collect();
    let overrides = Overrides::from_environment(stages, |name| std::env::var(name).ok())
        .with(Overrides::from_setting(&settings::content_stage_max_concurrency()));
    let plan = content::plan(&configs, &store::backlog()?, &overrides);
    let mut fault = None;
    let mut summary = Summary::of_plan(&plan, |trigger| match store::try_worker(trigger, source) {
        Ok(None) => Ok(()),
        Ok(Some(error)) => Err(error),
        Err(error) => {
            fault.get_or_insert(error);
            Err("not started".to_owned())
        }
    });
    if let Some(fault) = fault {
        return Err(fault);
    }
    tell_problems(&mut summary, &configs, &overrides)?;
    Ok(summary.answer(elapsed()))
}

/// Adds to a summary what else keeps stages from being worked on, and writes everything down.
/// A stage that is paused has no problem.
fn tell_problems(
    summary: &mut Summary,
    configs: &[StageConfig],
    overrides: &Overrides,
) -> Result<()> {
    let mut problems = problems::problems()?;
    problems.retain(|of| overrides.of(&of.stage).is_none_or(|limit| limit > 0));
    summary.add(
        problems.iter().map(|of| StageError { stage: of.stage.clone(), error: of.reason.clone() }),
    );
    let endpoint = |stage: &str| {
        let config = configs.iter().find(|config| config.stage == stage);
        config.map(|config| without_keys(&config.worker_endpoint))
    };
    problems::note(&summary.errors, endpoint)
}
