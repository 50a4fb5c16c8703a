//! Calls of queue_job and queue_jobs, and what they answered.

use postgres::error::DbError;
use postgres::types::Type;
use postgres::{Error, GenericClient};
use serde_json::{Value, json};

/// The kinds, in the order of their names.
pub const KINDS: [&str; 4] = ["case_copilot", "enforce", "enrich", "outreach"];

/// The flat form with the key as parameter, for kind `enrich`.
pub const ENQUEUE: &str = "select public.queue_job($1::text, 'enrich'::text, '{\"n\": 1}'::jsonb)";

/// One call that was acknowledged: after commit, where it stood in a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Kind of the job.
    pub kind: &'static str,
    /// Idempotency key.
    pub key: String,
    /// The message id that the call returned.
    pub id: i64,
}

/// Enqueues one job of kind `enrich`.
pub fn enqueue(client: &mut impl GenericClient, key: &str) -> Result<Call, Error> {
    let rows = client.query_typed(ENQUEUE, &[(&key, Type::TEXT)])?;
    let id = rows[0].get(0);
    Ok(Call { kind: "enrich", key: key.to_owned(), id })
}

/// Enqueues a batch; one call per element, in their order.
pub fn enqueue_many(
    client: &mut impl GenericClient,
    jobs: &[(&'static str, String)],
) -> Result<Vec<Call>, Error> {
    let element = |(kind, key): &(&str, String)| json!({"kind": kind, "idempotency_key": key});
    let elements: Value = jobs.iter().map(element).collect();
    let sql = "select public.queue_jobs($1)";
    let rows = client.query_typed(sql, &[(&elements, Type::JSONB)])?;
    assert_eq!(rows.len(), jobs.len(), "one id per element");
    let call = |((kind, key), row): (&(&'static str, String), &postgres::Row)| Call {
        kind,
        key: key.clone(),
        id: row.get(0),
    };
    Ok(jobs.iter().zip(&rows).map(call).collect())
}

/// SQLSTATE of an error that must come from the server.
#[track_caller]
pub fn sqlstate(error: &Error) -> &str {
    error.code().unwrap_or_else(|| panic!("no SQLSTATE: {error}")).code()
}

/// SQLSTATE and message of an error, or what became of the connection.
pub fn told(error: &Error) -> String {
    let reported = |error: &DbError| format!("{}: {}", error.code().code(), error.message());
    error.as_db_error().map_or_else(|| error.to_string(), reported)
}
