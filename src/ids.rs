//! UUIDs, new ones and those that cross the border to Postgres.

use pgrx::datum::DatumWithOid;
use uuid::Uuid;

/// A new random one.
pub fn new() -> Uuid {
    Uuid::new_v4()
}

/// As Postgres takes it.
pub fn datum(id: Uuid) -> pgrx::Uuid {
    pgrx::Uuid::from_bytes(*id.as_bytes())
}

/// As an argument of a statement.
pub fn argument(id: Option<Uuid>) -> DatumWithOid<'static> {
    id.map(datum).into()
}

/// As the rules take it.
pub fn of(id: pgrx::Uuid) -> Uuid {
    Uuid::from_bytes(*id.as_bytes())
}
