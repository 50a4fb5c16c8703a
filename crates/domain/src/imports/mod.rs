//! Vendor exports (docs/contract/cases.md, `process_simplicity_imports`): how a row is read, and whose it is.

mod amount;
mod contact;
mod date;
mod matching;
mod row;

pub use amount::{parse_amount, parse_money};
pub use contact::{usable_email, usable_phone};
pub use date::parse_date;
pub use matching::{Candidate, Known, Match, Matcher};
pub use row::{Row, RowFault, RowFields, Tally, run_status};
