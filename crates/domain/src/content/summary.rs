//! What a dispatch cycle answers: the contract's summary.

use super::plan::Trigger;
use crate::json::Json;

/// Message of a cycle that found another one at work.
pub const ALREADY_RUNNING: &str = "Dispatch already running";
/// Message of a cycle that found no stage enabled.
pub const NO_STAGES: &str = "No enabled stages";

const COMPLETED: &str = "Dispatch cycle completed";

/// Workers that were started for one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispatch {
    /// Name of the stage.
    pub stage: String,
    /// Queue that its workers read.
    pub queue: String,
    /// How many were started.
    pub workers_triggered: i64,
}

/// Why a stage's workers could not be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageError {
    /// Name of the stage.
    pub stage: String,
    /// What went wrong.
    pub error: String,
}

/// A cycle as it went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Stages with workers that were started.
    pub dispatches: Vec<Dispatch>,
    /// Stages whose workers could not be started, or not all of them.
    pub errors: Vec<StageError>,
}

impl Summary {
    /// Starts the workers of a plan. One that cannot be started ends its stage and no other.
    pub fn of_plan(
        triggers: &[Trigger],
        mut start: impl FnMut(&Trigger) -> Result<(), String>,
    ) -> Self {
        let mut summary = Self::default();
        for trigger in triggers {
            let mut started = 0;
            while started < trigger.count {
                if let Err(error) = start(trigger) {
                    summary.errors.push(StageError { stage: trigger.stage.clone(), error });
                    break;
                }
                started += 1;
            }
            if started > 0 {
                summary.dispatches.push(Dispatch {
                    stage: trigger.stage.clone(),
                    queue: trigger.queue.clone(),
                    workers_triggered: started,
                });
            }
        }
        summary
    }

    /// Adds errors of stages that have none yet.
    pub fn add(&mut self, errors: impl Iterator<Item = StageError>) {
        for error in errors {
            if !self.errors.iter().any(|known| known.stage == error.stage) {
                self.errors.push(error);
            }
        }
    }

    /// The answer; `errors` is left out when there is none.
    #[must_use]
    pub fn answer(self, duration_ms: i64) -> Json {
        let dispatch = |of: Dispatch| {
            Json::object([
                ("stage", of.stage.into()),
                ("queue", of.queue.into()),
                ("workers_triggered", of.workers_triggered.into()),
            ])
        };
        let error =
            |of: StageError| Json::object([("stage", of.stage.into()), ("error", of.error.into())]);
        let mut fields = vec![
            ("message", COMPLETED.into()),
            ("dispatches", Json::List(self.dispatches.into_iter().map(dispatch).collect())),
        ];
        if !self.errors.is_empty() {
            fields.push(("errors", Json::List(self.errors.into_iter().map(error).collect())));
        }
        fields.push(("duration_ms", duration_ms.into()));
        Json::Object(fields)
    }

    /// The answer of a cycle that did nothing.
    #[must_use]
    pub fn idle(message: &'static str, duration_ms: i64) -> Json {
        Json::object([("message", message.into()), ("duration_ms", duration_ms.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trigger(stage: &str, count: i64) -> Trigger {
        Trigger {
            stage: stage.to_owned(),
            queue: "content".to_owned(),
            worker_endpoint: String::new(),
            count,
        }
    }

    #[test]
    fn an_error_ends_its_stage_only() {
        let mut left = 2;
        let summary = Summary::of_plan(&[trigger("a", 3), trigger("b", 2)], |trigger| {
            if trigger.stage == "b" {
                return Ok(());
            }
            left -= 1;
            if left < 0 { Err("refused".to_owned()) } else { Ok(()) }
        });
        let expected = r#"{"message":"Dispatch cycle completed","dispatches":[{"stage":"a","queue":"content","workers_triggered":2},{"stage":"b","queue":"content","workers_triggered":2}],"errors":[{"stage":"a","error":"refused"}],"duration_ms":5}"#;
        assert_eq!(summary.answer(5).to_string(), expected);
    }

    #[test]
    fn a_stage_has_one_error() {
        let error = |stage: &str, error: &str| StageError {
            stage: stage.to_owned(),
            error: error.to_owned(),
        };
        let mut summary = Summary { errors: vec![error("a", "first")], ..Summary::default() };
        summary.add([error("a", "second"), error("b", "other")].into_iter());
        assert_eq!(summary.errors, [error("a", "first"), error("b", "other")]);
    }

    #[test]
    fn without_errors_the_key_is_left_out() {
        let summary = Summary::of_plan(&[], |_| Ok(()));
        let expected = r#"{"message":"Dispatch cycle completed","dispatches":[],"duration_ms":0}"#;
        assert_eq!(summary.answer(0).to_string(), expected);
        let idle = Summary::idle(NO_STAGES, 1).to_string();
        assert_eq!(idle, r#"{"message":"No enabled stages","duration_ms":1}"#);
    }
}
