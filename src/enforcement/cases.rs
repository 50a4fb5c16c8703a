//! Opening and closing cases.

use dragonfly_domain::Uuid;
use dragonfly_domain::enforcement::{
    Case, CloseCase, Delta, EnforcementFault, EventKind, OpenCase, Opening, Stage, close, open,
    require_no_case,
};
use dragonfly_domain::json::Json;

use super::stages::locked_for_stage;
use super::store::{self, Event, Record};
use crate::body::Body;
use crate::caller::Session;
use crate::error::{Error, Reason, Result};
use crate::jsonb::RawJsonb;
use crate::{clock, ids};

/// The stage that every case begins in.
const FIRST_STAGE: &str = "pre_enforcement";

/// Checks who calls, and in what kind of transaction.
pub fn begin() -> Result<Session> {
    let session = Session::current()?;
    session.require_operator()?;
    session.require_read_committed()?;
    Ok(session)
}

/// Who did it: the one that was named, else the caller.
pub fn actor(named: Option<&str>, session: &Session) -> String {
    named.map_or_else(|| session.caller.actor(), str::to_owned)
}

/// A locked case that the caller may see.
pub fn locked_case(id: Uuid) -> Result<Case> {
    Ok(store::lock_case(id)?.ok_or_else(|| EnforcementFault::no_case(&id))?)
}

/// The answer that we made ourselves.
pub fn answer(value: &Json) -> Result<RawJsonb> {
    RawJsonb::of(value).ok_or_else(|| Error::internal("an answer is no JSON"))
}

/// A stage that the schema brings and an operator removed.
pub fn shipped_stage(name: &str) -> Result<Stage> {
    store::stage(name)?.ok_or_else(|| {
        Error::set_up("set-up is incomplete").detail(format!("stage {name} is missing"))
    })
}

/// `open_enforcement_case`
pub fn open_case(session: &Session, body: &Body) -> Result<Uuid> {
    let request = OpenCase::check(&body.input())?;
    let judgment = store::lock_judgment(request.judgment_id)?.ok_or_else(|| {
        EnforcementFault::not_found(Reason::JudgmentNotFound, "judgment", &request.judgment_id)
    })?;
    require_no_case(&judgment, store::case_of(judgment.id)?)?;
    let (stage, rules) = (shipped_stage(FIRST_STAGE)?, store::tier_rules()?);
    let opening = open(ids::new(), &judgment, &request, &stage, &rules, clock::now())?;
    require_plaintiff(opening.case.plaintiff_id, judgment.plaintiff_id)?;
    let actor = actor(request.created_by.as_deref(), session);
    write_opening(&opening, &request, &actor, judgment.enforcement_stage.as_deref(), &stage)?;
    Ok(opening.case.id)
}

fn require_plaintiff(wanted: Option<Uuid>, of_judgment: Option<Uuid>) -> Result<()> {
    match wanted.filter(|_| wanted != of_judgment) {
        Some(id) if !store::plaintiff_exists(id)? => {
            Err(EnforcementFault::not_found(Reason::PlaintiffNotFound, "plaintiff", &id).into())
        }
        _ => Ok(()),
    }
}

fn write_opening(
    opening: &Opening,
    request: &OpenCase,
    actor: &str,
    judgment_stage: Option<&str>,
    stage: &Stage,
) -> Result<()> {
    let case = &opening.case;
    let mut delta = Delta::of_new(case);
    if let Some(to) = &stage.judgment_stage {
        delta = delta.with_judgment_stage(judgment_stage, to);
    }
    let record = Record {
        case,
        delta,
        note: request.notes.as_deref(),
        actor,
        event: Some(Event::new(EventKind::CaseStageChanged, &opening.payload)),
    };
    store::write(&record, store::insert_case(case, stage.judgment_stage.as_deref()))
}

/// `close_enforcement_case`
pub fn close_case(session: &Session, body: &Body) -> Result<RawJsonb> {
    let request = CloseCase::check(&body.input())?;
    let stage = shipped_stage("closed")?;
    let (case, judgment_stage) = locked_for_stage(request.case_id, &stage)?;
    let closing = close(&case, &request, &stage, clock::now())?;
    let actor = actor(request.closed_by.as_deref(), session);
    let cancelled = store::cancel_all(case.id, &closing.status_reason, &actor)?;
    let mut delta = Delta::between(&case, &closing.after);
    if let Some(to) = &stage.judgment_stage {
        delta = delta.with_judgment_stage(judgment_stage.as_deref(), to);
    }
    let record = Record {
        case: &closing.after,
        delta,
        note: request.note.as_deref(),
        actor: &actor,
        event: Some(Event::new(EventKind::CaseStageChanged, &closing.payload(&case, &cancelled))),
    };
    store::write(&record, store::close(&closing.after, stage.judgment_stage.as_deref()))?;
    answer(&Json::object([
        ("case_id", case.id.into()),
        ("status", request.status.name().into()),
        ("closed_at", closing.after.closed_at.into()),
        ("actions_closed", cancelled.into()),
    ]))
}
