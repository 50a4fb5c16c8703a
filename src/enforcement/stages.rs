//! Moving a case to another stage, and a judgment in the words of older consoles.

use dragonfly_domain::Uuid;
use dragonfly_domain::enforcement::{
    Case, Delta, EnforcementFault, EventKind, JudgmentStageRequest, SetStage, Stage,
    change_judgment_stage, check_case_of_judgment, move_to,
};
use dragonfly_domain::input::InputFault;
use dragonfly_domain::json::Json;

use super::cases::{actor, answer, locked_case};
use super::store::{self, Event, Record};
use crate::body::Body;
use crate::caller::Session;
use crate::error::{Error, Reason, Result};
use crate::jsonb::RawJsonb;
use crate::{clock, settings};

/// `set_enforcement_stage` of a case.
pub fn set_stage(session: &Session, body: &Body) -> Result<RawJsonb> {
    let request = SetStage::check(&body.input())?;
    let stage = store::stage(&request.stage.to_lowercase())?
        .ok_or_else(|| unknown_stage(&request.stage))?;
    let (case, judgment_stage) = locked_for_stage(request.case_id, &stage)?;
    let reached = having_reached(&case)?;
    let Some(step) = move_to(&reached, &stage, &request, clock::now())? else {
        return outcome(&case, &case, false);
    };
    let actor = actor(request.actor.as_deref(), session);
    let mut delta = Delta::between(&case, &step.after);
    if let Some(to) = &stage.judgment_stage {
        delta = delta.with_judgment_stage(judgment_stage.as_deref(), to);
    }
    let event = Event::new(EventKind::CaseStageChanged, &step.payload);
    let record = Record {
        case: &step.after,
        delta,
        note: request.note.as_deref(),
        actor: &actor,
        event: Some(Event { metadata: body.object("metadata"), ..event }),
    };
    store::write(&record, store::move_stage(&step.after, stage.judgment_stage.as_deref()))?;
    outcome(&case, &step.after, true)
}

/// Only a floor of zero may be lower than the stage: above it, calls and the table's trigger keep it.
fn having_reached(case: &Case) -> Result<Case> {
    match case.current_stage.as_deref().filter(|_| case.stage_floor == 0) {
        Some(current) => {
            let current = store::stage(current)?;
            Ok(case.having_reached(current.and_then(|stage| stage.ordinal)))
        }
        None => Ok(case.clone()),
    }
}

fn unknown_stage(name: &str) -> Error {
    let value = name.chars().take(100).collect();
    InputFault::NotOneOf {
        field: "stage",
        value,
        allowed: "the stages in public.enforcement_stage_lookup".to_owned(),
    }
    .into()
}

fn outcome(before: &Case, after: &Case, changed: bool) -> Result<RawJsonb> {
    answer(&Json::object([
        ("case_id", after.id.into()),
        ("stage", after.current_stage.clone().into()),
        ("previous_stage", before.current_stage.clone().into()),
        ("next_action_at", after.next_action_at.into()),
        ("changed", changed.into()),
    ]))
}

/// A locked case and, when the stage moves the judgment's too, that one's stage: the judgment is locked
/// before the case.
pub fn locked_for_stage(case_id: Uuid, stage: &Stage) -> Result<(Case, Option<String>)> {
    if stage.judgment_stage.is_none() {
        return Ok((locked_case(case_id)?, None));
    }
    let missing = || EnforcementFault::no_case(&case_id);
    let judgment_id = store::judgment_of(case_id)?.ok_or_else(missing)?;
    let judgment = store::lock_judgment(judgment_id)?.ok_or_else(missing)?;
    let case = locked_case(case_id)?;
    check_case_of_judgment(&case, judgment.id, None)?;
    Ok((case, judgment.enforcement_stage))
}

/// The older form: the stage of a judgment. Operators; anon too where the setting says so.
pub fn set_judgment_stage(
    judgment_id: Option<i64>,
    stage: Option<&str>,
    note: Option<&str>,
    changed_by: Option<&str>,
) -> Result<()> {
    let session = Session::current()?;
    if !(session.caller.name == "anon" && settings::anon_may_set_stage()) {
        session.require_operator()?;
    }
    session.require_read_committed()?;
    let request = JudgmentStageRequest { judgment_id, stage: stage.map(str::to_owned) };
    let wanted = request.check()?;
    let judgment = store::lock_judgment(wanted.judgment_id)?.ok_or_else(|| {
        Error::new(Reason::JudgmentNotFound, format!("judgment {} not found", wanted.judgment_id))
    })?;
    let delta = change_judgment_stage(judgment.enforcement_stage.as_deref(), wanted.stage);
    let Some(delta) = delta else { return Ok(()) };
    let changed_by = changed_by.map(str::trim).filter(|name| !name.is_empty());
    let (note, actor) = (note.filter(|note| !note.trim().is_empty()), actor(changed_by, &session));
    store::set_judgment_stage(judgment.id, wanted.stage, note, &actor, answer(&delta)?)
}
