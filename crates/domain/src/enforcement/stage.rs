//! Stages: of a case, ordered by their lookup rows, and of a judgment, in the words of older consoles.

use jiff::Timestamp;

use super::{Case, EnforcementFault, SetStage};
use crate::input::{InputFault, required};
use crate::json::Json;
use crate::reason::Reason;

/// The stage that only closing leads to.
pub const CLOSED: &str = "closed";

/// A row of the stage lookup, at a certain time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Its name.
    pub name: String,
    /// Its place; a stage without one is exempt from ordering.
    pub ordinal: Option<i32>,
    /// When its SLA ends for a case that enters it now.
    pub due: Option<Timestamp>,
    /// What the judgment's stage becomes with it.
    pub judgment_stage: Option<String>,
}

/// A case on its way to another stage.
#[derive(Clone, Debug, PartialEq)]
pub struct StageMove {
    /// The case as it will be.
    pub after: Case,
    /// Payload of the event.
    pub payload: Json,
}

/// Moves a case; `None` when it is there already.
pub fn move_to(
    case: &Case,
    stage: &Stage,
    request: &SetStage,
    now: Timestamp,
) -> Result<Option<StageMove>, EnforcementFault> {
    if stage.name == CLOSED {
        return Err(EnforcementFault::refused(
            Reason::WrongFunction,
            "stage closed is reached by closing the case",
            "Call close_enforcement_case.",
        ));
    }
    case.require_open()?;
    if case.current_stage.as_deref() == Some(stage.name.as_str()) {
        return Ok(None);
    }
    require_floor(case, stage, request.overrides)?;
    let mut after = case.clone();
    after.enter(stage, now);
    if request.overrides {
        after.stage_floor = stage.ordinal.unwrap_or(case.stage_floor);
    }
    let payload = Json::object([
        ("from", case.current_stage.clone().into()),
        ("to", stage.name.clone().into()),
        ("override", request.overrides.into()),
    ]);
    Ok(Some(StageMove { after, payload }))
}

fn require_floor(case: &Case, stage: &Stage, overrides: bool) -> Result<(), EnforcementFault> {
    let Some(ordinal) = stage.ordinal.filter(|ordinal| *ordinal < case.stage_floor) else {
        return Ok(());
    };
    if overrides {
        return Ok(());
    }
    let from = case.current_stage.as_deref().unwrap_or("none");
    Err(EnforcementFault::refused(
        Reason::StageAlreadyPassed,
        format!("stage {} lies before what the case has reached", stage.name),
        "Set override to true to go back.",
    )
    .detail(format!("current stage is {from}, ordinal {ordinal} is below {}", case.stage_floor)))
}

impl Case {
    /// Has reached at least the ordinal of its stage: cases that were there before, or whose stage a
    /// client wrote, may not say so in their floor.
    #[must_use]
    pub fn having_reached(&self, ordinal: Option<i32>) -> Self {
        let stage_floor = self.stage_floor.max(ordinal.unwrap_or(self.stage_floor));
        Self { stage_floor, ..self.clone() }
    }

    /// Enters a stage: SLA, time of entry, and the floor, which never sinks here.
    pub(super) fn enter(&mut self, stage: &Stage, now: Timestamp) {
        self.current_stage = Some(stage.name.clone());
        self.stage_entered_at = Some(now);
        self.next_action_at = stage.due;
        self.stage_floor = self.stage_floor.max(stage.ordinal.unwrap_or(self.stage_floor));
    }
}

/// Stages of a judgment that older consoles may set.
const JUDGMENT_STAGES: [&str; 7] = [
    "pre_enforcement",
    "paperwork_filed",
    "levy_issued",
    "payment_plan",
    "waiting_payment",
    "collected",
    "closed_no_recovery",
];

/// A request of the older form, as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JudgmentStageRequest {
    /// `_judgment_id`
    pub judgment_id: Option<i64>,
    /// `_new_stage`
    pub stage: Option<String>,
}

/// A request of the older form that may be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JudgmentStage {
    /// Which judgment.
    pub judgment_id: i64,
    /// One of the seven stages.
    pub stage: &'static str,
}

impl JudgmentStageRequest {
    /// Checks id and stage.
    pub fn check(&self) -> Result<JudgmentStage, EnforcementFault> {
        let named = |field| EnforcementFault::from(InputFault::Missing(field));
        let judgment_id = required("judgment id", self.judgment_id)?;
        let raw = self.stage.as_deref().filter(|raw| !raw.trim().is_empty());
        let raw = raw.ok_or_else(|| named("new stage"))?;
        let wanted = raw.trim().to_lowercase();
        let stage = JUDGMENT_STAGES.into_iter().find(|stage| *stage == wanted);
        let shown: String = raw.chars().take(100).collect();
        let stage = stage.ok_or_else(|| {
            EnforcementFault::refused(
                Reason::UnsupportedValue,
                format!("invalid enforcement stage: {shown}"),
                format!("Use one of {}.", JUDGMENT_STAGES.join(", ")),
            )
        })?;
        Ok(JudgmentStage { judgment_id, stage })
    }
}

/// What the history says of a judgment's new stage; `None` when it is there already.
#[must_use]
pub fn change_judgment_stage(from: Option<&str>, to: &str) -> Option<Json> {
    let delta = super::Delta::default().with_judgment_stage(from, to);
    (!delta.is_empty()).then(|| delta.json())
}

#[cfg(test)]
#[path = "stage_tests.rs"]
mod tests;
