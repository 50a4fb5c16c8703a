//! The data model as its SQL files state it: which objects there should be, and what an existing
//! object lacks. `dragonfly.install()` asks here and changes the database accordingly.

mod adopt;
mod item;
mod scan;
mod table;
mod words;

pub use adopt::{Adoption, NewColumn, PresentColumn, PresentTable, SchemaFault, Widening, adopt};
pub use item::{Item, ParseFault, parse};
pub use table::{Column, Constraint, ConstraintKind, Table};
pub use words::{WORDS, lacking};
