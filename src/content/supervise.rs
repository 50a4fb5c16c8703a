//! SQL signatures of what operators, dashboards and the scheduler call.

use dragonfly_domain::content::{endpoint, grace, queue, required_text, short_text};
use dragonfly_domain::field::Field;
use dragonfly_domain::input::{InputFault, malformed, required};
use dragonfly_domain::size::MAX_DIGITS;
use pgrx::AnyNumeric;
use pgrx::datum::Uuid;
use pgrx::prelude::*;

use super::store::dispatch::{self as store, Request};
use super::store::{messages, metrics, problems, require_read_committed};
use super::{dispatch, reclaim, upkeep};
use crate::body::bounded;
use crate::boundary;
use crate::error::Result;
use crate::ids;
use crate::jsonb::RawJsonb;

/// Ready and in-flight stages, every configured stage included, by stage. Anybody may call it.
#[pg_extern(schema = "public", stable, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn get_content_stage_backlog() -> TableIterator<
    'static,
    (name!(stage, String), name!(ready_count, i64), name!(inflight_count, i64)),
> {
    let backlog = boundary::run("get_content_stage_backlog", store::backlog);
    TableIterator::new(backlog.into_iter().map(|of| (of.stage, of.ready, of.in_flight)))
}

/// Stages with ready work that nobody works on, and why: no row in `content_stage_config`, an endpoint that
/// fails, workers that were called and never began. `service_role`.
#[pg_extern(schema = "public", stable, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn get_content_stage_problems() -> TableIterator<
    'static,
    (name!(stage, String), name!(problem, String), name!(endpoint, Option<String>)),
> {
    let problems = boundary::run("get_content_stage_problems", problems::problems);
    TableIterator::new(problems.into_iter().map(|of| (of.stage, of.reason, of.endpoint)))
}

/// pgmq's figures of a queue as an object; `{queue_name, error}` when there are none. Never raises.
/// `service_role`.
#[pg_extern(schema = "public", stable, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn get_queue_depth(p_queue: Option<&str>) -> Option<RawJsonb> {
    boundary::run("get_queue_depth", || {
        let name = match queue_of(p_queue) {
            Ok(name) => name,
            Err(error) => return Ok(upkeep::no_depth(p_queue, &error)),
        };
        let found = messages::depth(name)?;
        Ok(found.or_else(|| upkeep::no_depth(p_queue, "queue does not exist")))
    })
}

/// Notes a figure of a job's stage; its id. `service_role`. Errors: unknown job PT404, what is missing P0001.
#[allow(clippy::too_many_arguments, reason = "the signature is the contract")]
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn record_job_metric(
    p_job_id: Option<Uuid>,
    p_stage: Option<&str>,
    p_metric_type: Option<&str>,
    p_metric_value: Option<AnyNumeric>,
    p_message_id: default!(Option<i64>, "NULL"),
    p_attempt_count: default!(Option<i32>, "NULL"),
    p_priority: default!(Option<i32>, "NULL"),
    p_metadata: default!(Option<RawJsonb>, "'{}'"),
) -> i64 {
    boundary::run("record_job_metric", || {
        let job_id = ids::of(required("p_job_id", p_job_id)?);
        let metric = metrics::Metric {
            job_id,
            stage: short_text("p_stage", p_stage)?,
            what: short_text("p_metric_type", p_metric_type)?,
            value: finite(required("p_metric_value", p_metric_value)?)?,
            message_id: p_message_id,
            attempt_count: p_attempt_count,
            priority: p_priority,
            metadata: bounded("p_metadata", p_metadata)?,
        };
        metrics::record(metric)?.ok_or_else(|| upkeep::no_job(job_id))
    })
}

/// Archives a message; true when it was on the queue. `service_role`.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn archive_message(p_queue: Option<&str>, p_msg_id: Option<i64>) -> bool {
    boundary::run("archive_message", || {
        let msg_id = required("p_msg_id", p_msg_id)?;
        require_read_committed()?;
        Ok(messages::archive(queue("p_queue", p_queue)?, vec![Some(msg_id)])? > 0)
    })
}

/// Archives messages; those that are not on the queue are passed over. `service_role`.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn archive_messages(p_queue: Option<&str>, p_msg_ids: Option<Vec<Option<i64>>>) {
    boundary::run("archive_messages", || {
        let msg_ids = required("p_msg_ids", p_msg_ids)?;
        require_read_committed()?;
        messages::archive(queue("p_queue", p_queue)?, msg_ids).map(|_| ())
    });
}

/// Cancels a job, its open stages and their messages; false when it had ended before. `service_role`.
/// Errors: unknown job PT404.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn cancel_content_job(p_job_id: Option<Uuid>, p_reason: default!(Option<&str>, "NULL")) -> bool {
    boundary::run("cancel_content_job", || {
        let reason = p_reason.filter(|reason| !reason.trim().is_empty());
        let reason = reason.map(|reason| required_text("p_reason", Some(reason))).transpose()?;
        upkeep::cancel(ids::of(required("p_job_id", p_job_id)?), reason)
    })
}

/// Takes back stages whose worker is overdue by so many seconds; how many. `service_role`.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn reclaim_stalled_stages(p_grace_seconds: default!(Option<i32>, "60")) -> i32 {
    boundary::run("reclaim_stalled_stages", || reclaim::run(grace(p_grace_seconds)?))
}

/// Calls a worker through `pg_net` after commit; the request's id as a bare number. The usual headers are the
/// content type and, when `app.settings.edge_function_service_role_key` is set, that key as Bearer.
/// `service_role`. Errors: endpoint not http(s) P0001, `pg_net` missing 55000.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn trigger_content_worker(
    p_worker_endpoint: Option<&str>,
    p_stage: Option<&str>,
    p_queue: Option<&str>,
    p_payload: default!(Option<RawJsonb>, "'{}'"),
    p_headers: default!(Option<RawJsonb>, "NULL"),
) -> Option<RawJsonb> {
    boundary::run("trigger_content_worker", || {
        let request = Request {
            endpoint: endpoint(p_worker_endpoint)?,
            stage: short_text("p_stage", p_stage)?,
            queue: short_text("p_queue", p_queue)?,
            payload: object("p_payload", p_payload)?,
            headers: object("p_headers", p_headers)?,
        };
        store::require_net()?;
        store::post(&request)
    })
}

/// One dispatch cycle; the contract's summary. `service_role`. `source` says who asked, and is passed on.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn dispatch_content_queue(source: default!(Option<&str>, "'manual'")) -> Option<RawJsonb> {
    boundary::run("dispatch_content_queue", || {
        let source = source.filter(|source| !source.trim().is_empty()).unwrap_or("manual");
        let source = short_text("source", Some(source))?;
        Ok(RawJsonb::of(&dispatch::run(source)?))
    })
}

/// Takes the place of a dispatch cycle until the transaction ends; false while another cycle has it. For
/// whoever runs the cycle from outside and calls the workers itself. `service_role`.
#[pg_extern(volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn claim_dispatch() -> bool {
    boundary::run("claim_dispatch", || Ok(dispatch::claim()))
}

fn queue_of(name: Option<&str>) -> std::result::Result<&str, String> {
    queue("p_queue", name).or_else(|fault| match short_text("p_queue", name) {
        // To look at a queue of jobs does no harm.
        Ok(name) => Ok(dragonfly_domain::queue::plain_queue_name(name)),
        Err(_) => Err(fault.to_string()),
    })
}

/// Objects only; JSON null is none.
fn object(field: &'static str, value: Option<RawJsonb>) -> Result<Option<RawJsonb>> {
    match bounded(field, value)? {
        Some(value) if !value.is_object() => {
            Err(malformed(field, "an object", &value.field()).into())
        }
        value => Ok(value),
    }
}

fn finite(value: AnyNumeric) -> std::result::Result<AnyNumeric, InputFault> {
    let text = value.to_string();
    if text.contains(['N', 'I']) || text.len() > MAX_DIGITS {
        let value = Field::Text(text.into());
        return Err(malformed("p_metric_value", "a finite number", &value));
    }
    Ok(value)
}
