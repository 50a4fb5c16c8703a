//! Runs the body of an SQL function and raises its error as the one that callers see.

use std::panic::AssertUnwindSafe;

use pgrx::pg_sys::panic::CaughtError;
use pgrx::{PgSqlErrorCode, PgTryBuilder};

use crate::error::{Error, Result};

/// Runs `body` in the name of the SQL function `function`.
///
/// A table, sequence or schema that is missing means that the set-up is incomplete, wherever it is
/// noticed: such errors of Postgres are raised again as 55000.
pub fn run<T>(function: &'static str, body: impl FnOnce() -> Result<T>) -> T {
    PgTryBuilder::new(AssertUnwindSafe(body))
        .catch_when(PgSqlErrorCode::ERRCODE_UNDEFINED_TABLE, |cause| incomplete(&cause))
        .catch_when(PgSqlErrorCode::ERRCODE_INVALID_SCHEMA_NAME, |cause| incomplete(&cause))
        .execute()
        .unwrap_or_else(|error| error.raise(function))
}

fn incomplete<T>(cause: &CaughtError) -> Result<T> {
    let message = match cause {
        CaughtError::PostgresError(report) | CaughtError::ErrorReport(report) => {
            report.message().to_owned()
        }
        CaughtError::RustPanic { .. } => String::new(),
    };
    Err(Error::set_up("set-up is incomplete").detail(message))
}
