//! Runs the body of an SQL function and raises its error as the one that callers see.

use std::panic::AssertUnwindSafe;

use pgrx::pg_sys::panic::{CaughtError, ErrorReportWithLevel};
use pgrx::spi::{quote_identifier, quote_qualified_identifier};
use pgrx::{PgSqlErrorCode, PgTryBuilder};

use crate::error::{Error, Reason, Result};
use crate::sqlstate::{Fields, Watch};
use crate::{install, security, statement};

/// Runs `body` in the name of the SQL function `function`, with the rights of `dragonfly_owner`.
pub fn run<T>(function: &'static str, body: impl FnOnce() -> Result<T>) -> T {
    as_caller(function, || security::as_owner(body))
}

/// Runs `body` in the name of the SQL function `function`, with the rights of its caller.
///
/// A table of ours that is missing means that the set-up is incomplete, wherever it is noticed: such
/// errors of Postgres are raised again as 55000. A code that pgrx has no name for (a trigger's own,
/// say) would become XX000 on its way through; it is raised again as it was.
pub fn as_caller<T>(function: &'static str, body: impl FnOnce() -> Result<T>) -> T {
    // The watch must have ended before anything is raised: raising may push a callback of its own.
    attempt(body).unwrap_or_else(|error| error.raise(function))
}

fn attempt<T>(body: impl FnOnce() -> Result<T>) -> Result<T> {
    let watch = Watch::start();
    let watching = AssertUnwindSafe(&watch);
    PgTryBuilder::new(AssertUnwindSafe(body))
        .catch_others(|cause| Err(translate(cause, &watching.seen())))
        .execute()
}

/// The error to raise instead; the others go on as they are.
fn translate(cause: CaughtError, fields: &Fields) -> Error {
    let report = report(&cause);
    let message = report.message();
    let ours = || {
        ["pgmq", "dragonfly"].iter().any(|ours| message.contains(ours))
            || install::is_named_in(message).unwrap_or_default()
    };
    match (report.sql_error_code(), fields.code, &cause) {
        (
            PgSqlErrorCode::ERRCODE_UNDEFINED_TABLE | PgSqlErrorCode::ERRCODE_INVALID_SCHEMA_NAME,
            ..,
        ) if ours() => Error::set_up("set-up is incomplete").detail(message),
        // A trigger's own statement may name what is not there, too.
        (PgSqlErrorCode::ERRCODE_UNDEFINED_COLUMN, ..)
            if fields.statement.as_deref().is_some_and(statement::is_kept) =>
        {
            Error::set_up("set-up is incomplete").detail(message)
        }
        // Rows of an adopted table share a key of ours, which was left out.
        (PgSqlErrorCode::ERRCODE_INVALID_COLUMN_REFERENCE, ..) => {
            Error::new(Reason::SetUpIncomplete, "set-up is incomplete")
                .detail(message)
                .hint("Remove the rows that share a key, see dragonfly.doctor(), then run SELECT dragonfly.install()")
        }
        (PgSqlErrorCode::ERRCODE_UNIQUE_VIOLATION, _, CaughtError::PostgresError(_)) => {
            conflict(fields, message).unwrap_or_else(|| cause.rethrow())
        }
        (PgSqlErrorCode::ERRCODE_NOT_NULL_VIOLATION, _, CaughtError::PostgresError(_)) => {
            install::missing_value(fields, message).unwrap_or_else(|| cause.rethrow())
        }
        (PgSqlErrorCode::ERRCODE_INVALID_TEXT_REPRESENTATION, _, CaughtError::PostgresError(_)) => {
            install::missing_word(message).unwrap_or_else(|| cause.rethrow())
        }
        (PgSqlErrorCode::ERRCODE_INSUFFICIENT_PRIVILEGE, Some(code), _)
            if report.function_name() == Some(DEFERRING) =>
        {
            Error::of_postgres(code, message, report.detail(), Some(SUPERUSERS_DEBT))
        }
        (PgSqlErrorCode::ERRCODE_INTERNAL_ERROR, Some(code), CaughtError::PostgresError(_)) => {
            Error::of_postgres(code, message, report.detail(), report.hint())
        }
        _ => cause.rethrow(),
    }
}

/// Where Postgres refuses a deferred trigger, see `security`; the message may be in any language.
const DEFERRING: &str = "afterTriggerMarkEvents";
const SUPERUSERS_DEBT: &str = "A superuser's session may not leave deferred triggers behind: connect as a role that is not a superuser.";

/// An index of ours means that a concurrent call wrote the same key, another one that the application allows
/// less than the function needs.
fn conflict(fields: &Fields, message: &str) -> Option<Error> {
    let Fields { schema: Some(schema), table: Some(table), constraint: Some(name), .. } = fields
    else {
        return None;
    };
    if install::names_a_key(&format!("{schema}.{table}"), name).unwrap_or_default() {
        let error = Error::new(Reason::ConcurrentChange, "a concurrent call wrote the same key");
        return Some(error.detail(message).hint("Read the row that is there now, and call again."));
    }
    let error = Error::new(
        Reason::ForeignUniqueIndex,
        "a unique index of the application forbids this row",
    );
    Some(error.detail(message).hint(format!(
        "DROP INDEX {}, or ALTER TABLE {} DROP CONSTRAINT {} where a constraint made it",
        quote_qualified_identifier(schema, name),
        quote_qualified_identifier(schema, table),
        quote_identifier(name)
    )))
}

fn report(cause: &CaughtError) -> &ErrorReportWithLevel {
    match cause {
        CaughtError::PostgresError(report) | CaughtError::ErrorReport(report) => report,
        CaughtError::RustPanic { ereport, .. } => ereport,
    }
}
