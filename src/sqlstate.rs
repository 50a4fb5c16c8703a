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
    /// A code as Postgres packs it.
    Raw(i32),
}

unsafe extern "C-unwind" {
    fn errcode(sqlerrcode: c_int) -> c_int;
    fn geterrcode() -> c_int;
}

/// Raises; does not return.
pub fn raise(state: SqlState, message: String, detail: Option<String>, hint: Option<String>) -> ! {
    let code = match state {
        SqlState::Known(code) => code,
        SqlState::PostgRest(code) => {
            relabel_next_error(pack(code));
            PgSqlErrorCode::ERRCODE_RAISE_EXCEPTION
        }
        SqlState::Raw(code) => {
            relabel_next_error(usize::try_from(code).unwrap_or_default());
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

/// Five characters, six bits each, as the C macro `MAKE_SQLSTATE` packs them.
fn pack(code: [u8; 5]) -> usize {
    code.iter().rev().fold(0, |packed, byte| (packed << 6) + usize::from((byte - b'0') & 0x3F))
}

/// Pushes a context callback that gives the error its code while Postgres assembles it.
fn relabel_next_error(packed: usize) {
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

/// Remembers the code of the last error that Postgres assembled while this lives.
pub struct Watch(*mut Watched);

struct Watched {
    callback: pg_sys::ErrorContextCallback,
    code: c_int,
}

impl Watch {
    /// Begins to watch.
    pub fn start() -> Self {
        let callback = pg_sys::ErrorContextCallback::default();
        let watched = Box::into_raw(Box::new(Watched { callback, code: 0 }));
        // SAFETY: the allocation stays where it is until `drop` unlinks it, which also runs when a
        // panic unwinds; callbacks that were pushed later are gone by then.
        unsafe {
            (*watched).callback.previous = pg_sys::error_context_stack;
            (*watched).callback.callback = Some(note_code);
            (*watched).callback.arg = (&raw mut (*watched).code).cast();
            pg_sys::error_context_stack = &raw mut (*watched).callback;
        }
        Self(watched)
    }

    /// The code of the last error, as Postgres packs it.
    pub fn seen(&self) -> Option<i32> {
        // SAFETY: allocated by `start`, freed by `drop` only.
        Some(unsafe { (*self.0).code }).filter(|code| *code != 0)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // SAFETY: restores what was there before `start` and frees what it allocated.
        unsafe {
            pg_sys::error_context_stack = (*self.0).callback.previous;
            drop(Box::from_raw(self.0));
        }
    }
}

unsafe extern "C-unwind" fn note_code(code: *mut c_void) {
    // SAFETY: `arg` is the code of a watch that still lives; Postgres is assembling an error.
    unsafe { *code.cast::<c_int>() = geterrcode() }
}
