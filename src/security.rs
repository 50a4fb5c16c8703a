//! What the backend knows of its security and of its transaction, which only C can reach.
//!
//! Restricted operation: nothing that runs inside can leave something behind that runs later with more
//! rights. Deferred triggers are such a thing: Postgres runs them at commit, as whoever began the
//! transaction.
#![allow(unsafe_code, reason = "the security context is only reachable through C")]

use pgrx::pg_sys;

/// From Postgres's miscadmin.h.
const SECURITY_RESTRICTED_OPERATION: i32 = 0x0002;

/// Whether this transaction sees what others committed meanwhile. To Postgres, read uncommitted is the same.
pub fn is_read_committed() -> bool {
    // SAFETY: a plain value of this backend, set when the transaction begins.
    unsafe { pg_sys::XactIsoLevel <= pg_sys::XACT_READ_COMMITTED.cast_signed() }
}

/// Runs `body` so that a deferred trigger is an error (42501) instead of a debt.
pub fn restricted<T>(body: impl FnOnce() -> T) -> T {
    let (mut user, mut context) = (pg_sys::InvalidOid, 0);
    // SAFETY: both functions only read and write variables of this backend. An error that leaves `body`
    // by another way aborts the transaction, which restores them.
    unsafe {
        pg_sys::GetUserIdAndSecContext(&raw mut user, &raw mut context);
        pg_sys::SetUserIdAndSecContext(user, context | SECURITY_RESTRICTED_OPERATION);
    }
    let answer = body();
    // SAFETY: as above.
    unsafe { pg_sys::SetUserIdAndSecContext(user, context) };
    answer
}
