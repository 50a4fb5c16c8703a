//! The indexes of a table as this backend's cache has them: Postgres keeps it true, so that to compare
//! costs nothing.
#![allow(unsafe_code, reason = "the list is only reachable through C")]

use pgrx::pg_sys::{self, Oid};
use pgrx::{PgBox, PgRelation};

/// Their ids; none where there is no such table.
pub fn of(table: &str) -> Vec<Oid> {
    PgRelation::open_with_name_and_share_lock(table).map_or_else(|_| Vec::new(), |it| listed(&it))
}

fn listed(table: &PgBox<pg_sys::RelationData>) -> Vec<Oid> {
    // SAFETY: the relation is open and locked; the list is a copy of ours, of object ids, and NIL is a
    // null pointer, which list_free takes too.
    unsafe {
        let list = pg_sys::RelationGetIndexList(table.as_ptr());
        let Some(pg_sys::List { length, elements, .. }) = list.as_ref() else { return Vec::new() };
        let cells = std::slice::from_raw_parts(*elements, usize::try_from(*length).unwrap_or(0));
        let ids = cells.iter().map(|cell| cell.oid_value).collect();
        pg_sys::list_free(list);
        ids
    }
}
