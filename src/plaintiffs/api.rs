//! SQL signatures of the calls' functions: decode, ask the rules, call the store, answer.

use dragonfly_domain::field::Field;
use dragonfly_domain::input::Input;
use dragonfly_domain::plaintiffs::{BodyFault, Call, CopilotRequest, copilot_key, read_body};
use dragonfly_domain::queue::Kind;
use pgrx::JsonB;
use pgrx::datum::{TimestampWithTimeZone, Uuid};
use pgrx::prelude::*;
use serde_json::{Value, json};

use super::store::{self, FollowUp};
use crate::caller::{Session, require_read_committed};
use crate::error::{Error, Reason, Result};
use crate::{boundary, clock, queue};

const LOG_CALL_OUTCOME: &str = "log_call_outcome";

/// Records a call, docs/contract/cases.md: attempt, closed task, status history, follow-up. Anybody may call it.
/// Errors: what is required P0001, unknown plaintiff or task PT404, task of another plaintiff P0001, a
/// unique index of the application that allows one closed call per plaintiff 23505.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn log_call_outcome(
    plaintiff_id: Option<Uuid>,
    task_id: Option<Uuid>,
    outcome: default!(Option<&str>, "NULL"),
    interest: default!(Option<&str>, "NULL"),
    notes: default!(Option<&str>, "NULL"),
    follow_up_at: default!(Option<TimestampWithTimeZone>, "NULL"),
) -> JsonB {
    boundary::run(LOG_CALL_OUTCOME, || {
        let ids = [plaintiff_id, task_id].map(|id| id.map(|id| id.to_string()));
        let [plaintiff_id, task_id] = &ids;
        let follow_up_at = follow_up_at.map(spelt);
        record(&Input(vec![
            ("plaintiff_id", Field::from_text(plaintiff_id.as_deref())),
            ("task_id", Field::from_text(task_id.as_deref())),
            ("outcome", Field::from_text(outcome)),
            ("interest", Field::from_text(interest)),
            ("notes", Field::from_text(notes)),
            ("follow_up_at", Field::from_text(follow_up_at.as_deref())),
        ]))
    })
}

/// The same for clients that write the names with `_` or `p_` before them: `PostgREST` hands a body
/// that matches no other form to the one with a single unnamed json argument.
#[pg_extern(sql = "
create function public.log_call_outcome(json) returns jsonb
language c volatile parallel unsafe set search_path to pg_catalog, pg_temp
as '@MODULE_PATHNAME@', '@FUNCTION_NAME@';
")]
fn log_call_outcome_body(body: Option<&str>) -> JsonB {
    boundary::run(LOG_CALL_OUTCOME, || {
        let body: Value = serde_json::from_str(body.unwrap_or("null"))
            .map_err(|fault| BodyFault::NotJson(fault.to_string()))?;
        record(&read_body(&body)?)
    })
}

/// Queues a summary of a case, docs/contract/cases.md; the message id. Anybody may call it. Errors: no case id
/// P0001, no such case PT404, those of `queue_job`.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn request_case_copilot(
    case_id: Option<Uuid>,
    requested_by: default!(Option<&str>, "NULL"),
) -> i64 {
    boundary::run("request_case_copilot", || {
        let case_id = case_id.map(|id| id.to_string());
        let request = CopilotRequest::read(&Input(vec![
            ("case_id", Field::from_text(case_id.as_deref())),
            ("requested_by", Field::from_text(requested_by)),
        ]))?;
        let (payload, nonce) = store::summary_payload(&request, &clock::now().to_string())?
            .ok_or_else(|| {
                Error::new(Reason::CaseNotFound, format!("case {} not found", request.case_id))
                    .detail(format!("case_id is {}", request.case_id))
                    .hint("Give the id of a row of enforcement_cases.")
            })?;
        let key = copilot_key(request.case_id, &nonce);
        queue::put(Kind::CaseCopilot, &key, payload)
    })
}

fn record(input: &Input<'_>) -> Result<JsonB> {
    let call = Call::read(input)?;
    let actor = Session::current()?.caller.actor();
    let attempt_id = close(&call, &actor)?;
    let follow_up = match call.next_call_at() {
        Some(at) => store::follow_up(&call, &actor, at)?,
        None => FollowUp::default(),
    };
    Ok(JsonB(json!({
        "plaintiff_id": call.plaintiff_id.to_string(),
        "task_id": call.task_id.to_string(),
        "outcome": call.outcome,
        "interest": call.interest,
        "status": call.bucket.name(),
        "follow_up_created": follow_up.created.is_some(),
        "follow_up_at": call.follow_up_at.map(|at| at.to_string()),
        "call_attempt_id": attempt_id.to_string(),
        "created_follow_up_task_id": follow_up.created.map(|id| id.to_string()),
    })))
}

fn close(call: &Call, actor: &str) -> Result<Uuid> {
    let now = clock::now().to_string();
    match store::close(call, actor, &now)? {
        Some(attempt_id) => Ok(attempt_id),
        None => Err(refusal(call)?),
    }
}

/// Why the task could not be closed.
fn refusal(call: &Call) -> Result<Error> {
    require_read_committed()?;
    let Call { plaintiff_id, task_id, .. } = call;
    let found = store::look_up(call)?;
    if !found.plaintiff {
        return Ok(Error::new(
            Reason::PlaintiffNotFound,
            format!("plaintiff {plaintiff_id} not found"),
        )
        .detail(format!("plaintiff_id is {plaintiff_id}"))
        .hint("Give the id of a row of plaintiffs."));
    }
    let Some(is_theirs) = found.is_theirs else {
        return Ok(Error::new(Reason::TaskNotFound, format!("task {task_id} not found"))
            .detail(format!("task_id is {task_id}"))
            .hint("Give the id of a row of plaintiff_tasks."));
    };
    if !is_theirs {
        // Not whose it is: who asks may be anybody.
        return Ok(Error::new(Reason::TaskOfAnotherPlaintiff, "task belongs to another plaintiff")
            .detail(format!("task_id is {task_id}"))
            .hint("Send the plaintiff_id of the task."));
    }
    Ok(Error::new(Reason::RowNotKept, "the task cannot be closed")
        .detail(format!("task_id is {task_id}"))
        .hint("Look for triggers, rules and policies on public.plaintiff_tasks."))
}

/// As the rules read it; what no calendar has is spelt so that they refuse it.
fn spelt(at: TimestampWithTimeZone) -> String {
    clock::instant(at).map_or_else(|| "infinity".to_owned(), |at| at.to_string())
}
