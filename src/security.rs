//! What the backend knows of its security and of its transaction, which only C can reach.
//!
//! Our functions are not SECURITY DEFINER: whoever owns such a function may replace it, and triggers of
//! adopted tables run with the rights that our functions work with. So the functions belong to a superuser
//! and step down to the data model's owner in here.
#![allow(unsafe_code, reason = "the security context is only reachable through C")]

use std::ffi::CStr;

use pgrx::pg_sys::{self, Oid};

use crate::error::{Error, Result};

/// The role that owns the data model and whose rights our functions work with.
const OWNER: &CStr = c"dragonfly_owner";

/// From Postgres's miscadmin.h: nobody can change the role in here, as in a SECURITY DEFINER function.
const SECURITY_LOCAL_USERID_CHANGE: i32 = 0x0001;
/// Nothing that runs in here can leave something behind that runs later with more rights. Deferred triggers
/// are such a thing: Postgres runs them at commit, as whoever began the transaction.
const SECURITY_RESTRICTED_OPERATION: i32 = 0x0002;

/// Whether this transaction sees what others committed meanwhile. To Postgres, read uncommitted is the same.
pub fn is_read_committed() -> bool {
    // SAFETY: a plain value of this backend, set when the transaction begins.
    unsafe { pg_sys::XactIsoLevel <= pg_sys::XACT_READ_COMMITTED.cast_signed() }
}

/// Runs `body` with the rights of `dragonfly_owner`. In a superuser's session a deferred trigger is an error
/// there (42501) instead of a debt that is paid as the superuser.
pub fn as_owner<T>(body: impl FnOnce() -> Result<T>) -> Result<T> {
    switch(0, body)
}

/// The same, where a deferred trigger is an error whoever is calling: for the installer, who is mighty even
/// where he is not a superuser.
pub fn as_owner_at_once<T>(body: impl FnOnce() -> Result<T>) -> Result<T> {
    switch(SECURITY_RESTRICTED_OPERATION, body)
}

fn switch<T>(restriction: i32, body: impl FnOnce() -> Result<T>) -> Result<T> {
    // SAFETY: a look into the catalogue's cache by a NUL-terminated name.
    let owner = unsafe { pg_sys::get_role_oid(OWNER.as_ptr(), true) };
    if owner == pg_sys::InvalidOid {
        return Err(Error::set_up("set-up is incomplete")
            .detail("role dragonfly_owner is missing")
            .hint("CREATE ROLE dragonfly_owner NOLOGIN, then SELECT dragonfly.install()"));
    }
    let _before = Identity::change(owner, restriction);
    body()
}

/// Who the backend was, how restricted, and with which settings. It is that again when this is dropped, which
/// also happens when an error unwinds; Postgres itself restores it where a transaction or subtransaction is
/// aborted.
///
/// Settings too: triggers and policies of others run in here, and a `search_path` that one of them left behind
/// would decide which function the superuser's next statement calls.
struct Identity {
    user: Oid,
    context: i32,
    settings: i32,
}

impl Identity {
    fn change(to: Oid, restriction: i32) -> Self {
        let mut before = Self { user: pg_sys::InvalidOid, context: 0, settings: 0 };
        // SAFETY: the functions only read and write variables of this backend.
        unsafe {
            before.settings = pg_sys::NewGUCNestLevel();
            pg_sys::GetUserIdAndSecContext(&raw mut before.user, &raw mut before.context);
            let mut context = before.context | SECURITY_LOCAL_USERID_CHANGE | restriction;
            if before.is_mighty() {
                context |= SECURITY_RESTRICTED_OPERATION;
            }
            pg_sys::SetUserIdAndSecContext(to, context);
        }
        before
    }

    /// Something that runs later could become a superuser: by being it, or by resetting the role or the
    /// session's authorization.
    fn is_mighty(&self) -> bool {
        // SAFETY: variables of this backend, and looks into the catalogue's cache.
        unsafe {
            [self.user, pg_sys::GetSessionUserId(), pg_sys::GetAuthenticatedUserId()]
                .into_iter()
                .any(|user| pg_sys::superuser_arg(user))
        }
    }
}

impl Drop for Identity {
    fn drop(&mut self) {
        // SAFETY: restores variables of this backend to what they were. Where an error unwinds, its abort undoes
        // the settings, which is the only safe moment then.
        unsafe {
            if !std::thread::panicking() {
                pg_sys::AtEOXact_GUC(false, self.settings);
            }
            pg_sys::SetUserIdAndSecContext(self.user, self.context);
        }
    }
}
