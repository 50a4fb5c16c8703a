//! Raises an error with any SQLSTATE, also those that pgrx has no name for (PT404).
#![allow(unsafe_code, reason = "pgrx reports only the codes of its own list")]

use std::ffi::{c_int, c_void};

use pgrx::pg_sys;
use pgrx::pg_sys::panic::ErrorReport;
use pgrx::{PgLogLevel, PgSqlErrorCode};

/// The code of an error.
#[derive(Clone, Copy)]
pub enum SqlState {
    /// One of Postgres's own.
    Known(PgSqlErrorCode),
    /// `PTxxx`: PostgREST answers with HTTP status xxx.
    PostgRest([u8; 5]),
}

unsafe extern "C-unwind" {
    fn errcode(sqlerrcode: c_int) -> c_int;
}

/// Raises; does not return.
pub fn raise(state: SqlState, message: String, detail: Option<String>, hint: Option<String>) -> ! {
    let code = match state {
        SqlState::Known(code) => code,
        SqlState::PostgRest(code) => {
            relabel_next_error(&code);
            PgSqlErrorCode::ERRCODE_RAISE_EXCEPTION
        }
    };
    let mut report = ErrorReport::new(code, message, "raise");
    if let Some(detail) = detail {
        report = report.set_detail(detail);
    }
    if let Some(hint) = hint {
        report = report.set_hint(hint);
    }
    report.report(PgLogLevel::ERROR);
    unreachable!("an error report at level ERROR does not return")
}

/// Pushes a context callback that gives the error its code while Postgres assembles it.
fn relabel_next_error(code: &[u8; 5]) {
    let packed = code
        .iter()
        .rev()
        .fold(0, |packed: usize, byte| (packed << 6) + usize::from((byte - b'0') & 0x3F));
    // SAFETY: the callback is allocated in a context that outlives the error, is the newest of the
    // stack when errfinish walks it, and unlinks itself when it is called.
    unsafe {
        let callback = pg_sys::MemoryContextAllocZero(
            pg_sys::ErrorContext,
            size_of::<pg_sys::ErrorContextCallback>(),
        )
        .cast::<pg_sys::ErrorContextCallback>();
        (*callback).previous = pg_sys::error_context_stack;
        (*callback).callback = Some(set_code);
        (*callback).arg = std::ptr::without_provenance_mut(packed);
        pg_sys::error_context_stack = callback;
    }
}

unsafe extern "C-unwind" fn set_code(packed: *mut c_void) {
    // SAFETY: Postgres calls this while it assembles the error, on top of the stack it was put on.
    unsafe {
        pg_sys::error_context_stack = (*pg_sys::error_context_stack).previous;
        errcode(c_int::try_from(packed.addr()).unwrap_or_default());
    }
}
