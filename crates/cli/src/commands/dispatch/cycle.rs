//! One cycle: what is to be done is the domain's, who does it is here.

use std::time::Instant;

use dragonfly_domain::content::{
    ALREADY_RUNNING, Backlog, Dispatch, NO_STAGES, Overrides, StageConfig, StageError, Summary,
    Trigger, plan, without_called, without_keys,
};
use dragonfly_domain::json::Json;
use serde::Deserialize;

use super::call::{self, Caller};
use super::record;
use crate::context::Context;
use crate::db::{Db, value};
use crate::failure::Failure;
use crate::screen::{Column, Screen, Tone, counted};

/// The lock of `public.dispatch_content_queue()`; it ends with the transaction.
const LOCK: &str = "select dragonfly.claim_dispatch()";
const CONFIGS: &str = "
    select coalesce(jsonb_agg(to_jsonb(config)), '[]')::text
    from public.content_stage_config as config where enabled";
const RECLAIM: &str = "select public.reclaim_stalled_stages()";
const BACKLOG: &str = "
    select coalesce(jsonb_agg(to_jsonb(backlog)), '[]')::text
    from public.get_content_stage_backlog() as backlog";
const SETTING: &str =
    "select coalesce(current_setting('dragonfly_queue.content_stage_max_concurrency', true), '')";

/// A cycle that has to wait for a lock fails, and the next one tries again: those that wait would be more
/// every minute, each with a connection.
const BEGIN: &str = "begin; set local lock_timeout = '4s'";

/// What cycles have in common.
pub struct Cycle {
    caller: Caller,
}

/// How a cycle went.
pub struct Outcome {
    summary: Summary,
    /// Why nothing was looked at.
    idle: Option<&'static str>,
    duration_ms: i64,
}

#[derive(Deserialize)]
struct Config {
    stage: String,
    queue: String,
    worker_endpoint: String,
    max_concurrency: i32,
    trigger_batch_size: i32,
    enabled: bool,
}

#[derive(Deserialize)]
struct Counts {
    stage: String,
    ready_count: i64,
    inflight_count: i64,
}

impl Cycle {
    /// With the key of the environment, where there is one.
    pub fn of(context: &Context) -> Result<Self, Failure> {
        Ok(Self { caller: Caller::of(context)? })
    }

    /// Runs one. `variable` reads the environment of whoever dispatches, `called` says how many workers of a stage
    /// were called a moment ago.
    pub async fn run(
        &self,
        db: &Db,
        source: &str,
        variable: &impl Fn(&str) -> Option<String>,
        called: &impl Fn(&str) -> i64,
    ) -> Result<Outcome, Failure> {
        let began = Instant::now();
        // A transaction of its own: a worker that is started must find what was taken back.
        transaction(db, async || db.rows(RECLAIM, &[]).await).await?;
        let (summary, idle) =
            transaction(db, async || self.locked(db, source, variable, called).await).await?;
        let duration_ms = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
        Ok(Outcome { summary, idle, duration_ms })
    }

    async fn locked(
        &self,
        db: &Db,
        source: &str,
        variable: &impl Fn(&str) -> Option<String>,
        called: &impl Fn(&str) -> i64,
    ) -> Result<(Summary, Option<&'static str>), Failure> {
        let idle = |message| Ok((Summary::default(), Some(message)));
        if !db.rows(LOCK, &[]).await?.first().map(value::<bool>).transpose()?.unwrap_or_default() {
            return idle(ALREADY_RUNNING);
        }
        let configs: Vec<Config> = db.json(CONFIGS, &[]).await?;
        if configs.is_empty() {
            return idle(NO_STAGES);
        }
        let configs: Vec<_> = configs.into_iter().map(StageConfig::from).collect();
        let backlog: Vec<Counts> = db.json(BACKLOG, &[]).await?;
        let backlog = without_called(backlog.into_iter().map(Backlog::from).collect(), called);
        let setting: String =
            db.rows(SETTING, &[]).await?.first().map(value).transpose()?.unwrap_or_default();
        let stages = configs.iter().map(|config| config.stage.as_str());
        let overrides =
            Overrides::from_environment(stages, variable).with(Overrides::from_setting(&setting));
        let triggers = plan(&configs, &backlog, &overrides);
        let calls = self.caller.start_all(&triggers, source).await;
        record::dispatched(db, &calls).await?;
        let mut summary = summary(&triggers, &calls);
        tell_problems(db, &mut summary, &configs, &overrides).await?;
        Ok((summary, None))
    }
}

/// Adds to a summary what else keeps stages from being worked on, and writes everything down. A stage that is
/// paused has no problem.
async fn tell_problems(
    db: &Db,
    summary: &mut Summary,
    configs: &[StageConfig],
    overrides: &Overrides,
) -> Result<(), Failure> {
    let problems = record::problems(db).await?.into_iter();
    let problems = problems.filter(|of| overrides.of(&of.stage).is_none_or(|limit| limit > 0));
    summary.add(problems.map(|of| StageError { stage: of.stage, error: of.problem }));
    let endpoint = |stage: &str| {
        let config = configs.iter().find(|config| config.stage == stage);
        config.map(|config| without_keys(&config.worker_endpoint))
    };
    record::errors(db, &summary.errors, endpoint).await
}

async fn transaction<T>(
    db: &Db,
    work: impl AsyncFnOnce() -> Result<T, Failure>,
) -> Result<T, Failure> {
    db.run(BEGIN).await?;
    let worked = work().await;
    let ended = db.run(if worked.is_ok() { "commit" } else { "rollback" }).await;
    let worked = worked?;
    ended.map(|()| worked)
}

/// Workers that were started, and the first error of each stage.
fn summary(triggers: &[Trigger], calls: &[call::Call]) -> Summary {
    let mut summary = Summary::default();
    for trigger in triggers {
        let of_stage = || calls.iter().filter(|call| call.stage == trigger.stage);
        let started = of_stage().filter(|call| call.outcome.is_ok()).count();
        if let Some(error) = of_stage().find_map(|call| call.outcome.as_ref().err()) {
            let (stage, error) = (trigger.stage.clone(), error.clone());
            summary.errors.push(StageError { stage, error });
        }
        if started > 0 {
            summary.dispatches.push(Dispatch {
                stage: trigger.stage.clone(),
                queue: trigger.queue.clone(),
                workers_triggered: i64::try_from(started).unwrap_or(i64::MAX),
            });
        }
    }
    summary
}

impl Outcome {
    /// The contract's summary.
    pub fn answer(&self) -> Json {
        match self.idle {
            Some(message) => Summary::idle(message, self.duration_ms),
            None => self.summary.clone().answer(self.duration_ms),
        }
    }

    /// Whether a stage has an error.
    pub fn failed(&self) -> bool {
        !self.summary.errors.is_empty()
    }

    /// Stages whose workers could not all be started, and why.
    pub fn errors(&self) -> impl Iterator<Item = (&str, &str)> {
        self.summary.errors.iter().map(|error| (error.stage.as_str(), error.error.as_str()))
    }

    /// Stages, and how many of their workers were started.
    pub fn started(&self) -> impl Iterator<Item = (&str, i64)> {
        self.summary.dispatches.iter().map(|of| (of.stage.as_str(), of.workers_triggered))
    }

    /// The summary for people.
    pub fn text(&self, screen: Screen) -> String {
        const COLUMNS: [Column; 3] =
            [Column::Text("STAGE"), Column::Text("QUEUE"), Column::Figure("WORKERS STARTED")];
        if let Some(message) = self.idle {
            return message.to_owned();
        }
        let stages = &self.summary.dispatches;
        let sum: i64 = stages.iter().map(|stage| stage.workers_triggered).sum();
        let workers = counted(usize::try_from(sum).unwrap_or_default(), "worker");
        let sums =
            format!("Dispatch cycle completed in {} ms, {workers} started", self.duration_ms);
        if stages.is_empty() {
            return sums;
        }
        let rows = stages.iter().map(|of| {
            let cells = vec![of.stage.clone(), of.queue.clone(), of.workers_triggered.to_string()];
            (Tone::Plain, cells)
        });
        screen.table(&COLUMNS, rows.collect()) + "\n" + &sums
    }
}

impl From<Config> for StageConfig {
    fn from(config: Config) -> Self {
        let Config { stage, queue, worker_endpoint, .. } = config;
        let Config { max_concurrency, trigger_batch_size, enabled, .. } = config;
        Self { stage, queue, worker_endpoint, max_concurrency, trigger_batch_size, enabled }
    }
}

impl From<Counts> for Backlog {
    fn from(counts: Counts) -> Self {
        Self { stage: counts.stage, ready: counts.ready_count, in_flight: counts.inflight_count }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::dispatch::call::{Call, Started};

    #[test]
    fn a_stage_counts_what_was_started_and_names_its_first_error() {
        let trigger = |stage: &str, count| Trigger {
            stage: stage.to_owned(),
            queue: "content".to_owned(),
            worker_endpoint: String::new(),
            count,
        };
        let call = |stage: &str, outcome| Call {
            stage: stage.to_owned(),
            queue: "content".to_owned(),
            endpoint: String::new(),
            outcome,
        };
        let started = || Ok(Started { status: Some(200) });
        let refused = |why: &str| Err(why.to_owned());
        let calls = [
            call("draft", started()),
            call("qa", refused("first")),
            call("draft", started()),
            call("qa", refused("second")),
        ];
        let summary = summary(&[trigger("draft", 2), trigger("qa", 2)], &calls);
        let stages: Vec<_> =
            summary.dispatches.iter().map(|of| (of.stage.as_str(), of.workers_triggered)).collect();
        assert_eq!(stages, [("draft", 2)]);
        let errors: Vec<_> = summary.errors.iter().map(|of| of.error.as_str()).collect();
        assert_eq!(errors, ["first"]);
    }
}
