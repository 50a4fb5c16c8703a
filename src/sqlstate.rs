//! Raises an error with any SQLSTATE, also those that pgrx has no name for (PT404).
#![allow(unsafe_code, reason = "pgrx reports only the codes of its own list")]

use std::ffi::{CStr, c_char, c_int, c_void};

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

/// What Postgres says of an error beside its message, which may be in any language.
#[derive(Clone, Default)]
pub struct Fields {
    /// The code, as Postgres packs it.
    pub code: Option<i32>,
    /// Schema of the table.
    pub schema: Option<String>,
    /// The table, without its schema.
    pub table: Option<String>,
    /// The column.
    pub column: Option<String>,
    /// The constraint or unique index.
    pub constraint: Option<String>,
    /// The text of the statement that could not be understood.
    pub statement: Option<String>,
}

/// Remembers what Postgres said of the last error that it assembled while this lives.
pub struct Watch(*mut Watched);

struct Watched {
    callback: pg_sys::ErrorContextCallback,
    fields: Fields,
}

impl Watch {
    /// Begins to watch.
    pub fn start() -> Self {
        let callback = pg_sys::ErrorContextCallback::default();
        let watched = Box::into_raw(Box::new(Watched { callback, fields: Fields::default() }));
        // SAFETY: the allocation stays where it is until `drop` unlinks it, which also runs when a
        // panic unwinds; callbacks that were pushed later are gone by then.
        unsafe {
            (*watched).callback.previous = pg_sys::error_context_stack;
            (*watched).callback.callback = Some(note);
            (*watched).callback.arg = (&raw mut (*watched).fields).cast();
            pg_sys::error_context_stack = &raw mut (*watched).callback;
        }
        Self(watched)
    }

    /// The fields of the last error.
    pub fn seen(&self) -> Fields {
        // SAFETY: allocated by `start`, freed by `drop` only.
        unsafe { (*self.0).fields.clone() }
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

unsafe extern "C-unwind" fn note(fields: *mut c_void) {
    // SAFETY: `arg` is what a watch that still lives remembers; Postgres is assembling an error.
    unsafe {
        let code = geterrcode();
        let fields = fields.cast::<Fields>();
        *fields = if has_fields(code) { copy() } else { Fields::default() };
        (*fields).code = Some(code).filter(|code| *code != 0);
    }
}

/// Constraints that were violated, and statements that name what is not there: only then is memory asked for.
fn has_fields(code: c_int) -> bool {
    const CLASS: c_int = (1 << 12) - 1;
    let is_of = |class: [u8; 2]| {
        pack([class[0], class[1], b'0', b'0', b'0'])
            == usize::try_from(code & CLASS).unwrap_or_default()
    };
    is_of(*b"23") || is_of(*b"42")
}

unsafe fn copy() -> Fields {
    // SAFETY: there is an error, whose copy must not lie in the context that is reset with it.
    unsafe {
        let context = pg_sys::MemoryContextSwitchTo(pg_sys::TopMemoryContext);
        let error = pg_sys::CopyErrorData();
        let fields = Fields {
            code: None,
            schema: text((*error).schema_name),
            table: text((*error).table_name),
            column: text((*error).column_name),
            constraint: text((*error).constraint_name),
            statement: text((*error).internalquery),
        };
        pg_sys::FreeErrorData(error);
        pg_sys::MemoryContextSwitchTo(context);
        fields
    }
}

unsafe fn text(text: *const c_char) -> Option<String> {
    if text.is_null() {
        return None;
    }
    // SAFETY: a string of Postgres's ends at its NUL.
    Some(unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned())
}
