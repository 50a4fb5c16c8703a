//! UUIDs, new ones and those that cross the border to Postgres, and chance, which comes from new ones.

use pgrx::datum::DatumWithOid;
use uuid::Uuid;

/// A new random one.
pub fn new() -> Uuid {
    Uuid::new_v4()
}

/// From 0 to 1.
pub fn chance() -> f64 {
    let [.., a, b, c, d] = *new().as_bytes();
    f64::from(u32::from_le_bytes([a, b, c, d])) / f64::from(u32::MAX)
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
