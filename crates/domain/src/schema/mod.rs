//! The data model as its SQL files state it: which objects there should be, and what an existing
//! object lacks. `dragonfly.install()` asks here and changes the database accordingly.

mod adopt;
mod item;
mod scan;

pub use adopt::{Adoption, PresentColumn, PresentTable, SchemaFault, adopt};
pub use item::{Column, Constraint, ConstraintKind, Item, ParseFault, Table, parse};
