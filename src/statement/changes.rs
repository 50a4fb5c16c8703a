//! Whether tables that kept statements were made for have changed since.
#![allow(unsafe_code, reason = "Postgres tells of changed relations through a C callback only")]

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use pgrx::pg_sys;

thread_local! {
    static WATCHED: RefCell<HashSet<pg_sys::Oid>> = RefCell::default();
    static GENERATION: Cell<u64> = const { Cell::new(0) };
    static LISTENS: Cell<bool> = const { Cell::new(false) };
}

/// From now on a change of this relation begins another generation.
pub fn watch(relation: pg_sys::Oid) {
    if !LISTENS.replace(true) {
        // SAFETY: called once per backend; the callback lives as long as the library.
        unsafe { pg_sys::CacheRegisterRelcacheCallback(Some(changed), pg_sys::Datum::null()) }
    }
    WATCHED.with_borrow_mut(|watched| watched.insert(relation));
}

/// Grows with every change of a watched relation.
pub fn generation() -> u64 {
    GENERATION.get()
}

/// Postgres calls it for every relation that changed, with no relation when it lost count.
#[pgrx::pg_guard]
unsafe extern "C-unwind" fn changed(_argument: pg_sys::Datum, relation: pg_sys::Oid) {
    let is_watched = relation == pg_sys::InvalidOid
        || WATCHED.with(|watched| {
            watched.try_borrow().map_or(true, |watched| watched.contains(&relation))
        });
    if is_watched {
        GENERATION.set(GENERATION.get() + 1);
    }
}
