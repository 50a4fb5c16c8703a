//! How long a call waits for a key that another transaction is queueing.
#![allow(
    unsafe_code,
    reason = "a setting of the function would cost every call more than a wait is worth"
)]

use std::panic::AssertUnwindSafe;

use pgrx::pg_sys::panic::CaughtError;
use pgrx::{PgSqlErrorCode, PgTryBuilder, pg_sys};

use crate::error::{Error, Reason, Result};

/// The longest wait, in milliseconds.
const LONGEST: i32 = 2000;

/// Runs `body`, which waits for other transactions at the most two seconds at a time; a longer wait is a
/// conflict. Anybody may guess a key, and all connections of a pool could end up waiting for it. A session's own
/// `lock_timeout` stays in force where it is shorter.
pub fn bounded<T>(body: impl FnOnce() -> Result<T>) -> Result<T> {
    let limit = Limit::set();
    if !limit.is_ours {
        return body();
    }
    PgTryBuilder::new(AssertUnwindSafe(body))
        .catch_when(PgSqlErrorCode::ERRCODE_LOCK_NOT_AVAILABLE, |cause| match cause {
            CaughtError::PostgresError(_) => Err(busy()),
            other => other.rethrow(),
        })
        .execute()
}

fn busy() -> Error {
    Error::new(Reason::LockNotAvailable, "another transaction is queueing the same key")
        .detail(format!("waited {LONGEST} ms for a lock"))
        .hint("Call again; the answer is the same job's id once that transaction has committed.")
}

/// Postgres's `lock_timeout` while it lives.
struct Limit {
    before: i32,
    is_ours: bool,
}

impl Limit {
    fn set() -> Self {
        // SAFETY: a plain value of this backend, which the lock manager reads when a wait begins. It is put
        // back by `drop`, which an error runs too.
        unsafe {
            let before = pg_sys::LockTimeout;
            let is_ours = before == 0 || before > LONGEST;
            if is_ours {
                pg_sys::LockTimeout = LONGEST;
            }
            Self { before, is_ours }
        }
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        // SAFETY: as above.
        unsafe { pg_sys::LockTimeout = self.before }
    }
}
