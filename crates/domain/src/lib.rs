//! The rules of `dragonfly_queue` as plain Rust: no I/O, no clock, no database.
//!
//! Every decision of the extension and of the `dragonfly` program is made here, so both decide
//! alike and all of it is tested without a server. Time is always an argument.
#![forbid(unsafe_code)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "a test fails by panicking"
    )
)]

pub use bigdecimal::BigDecimal;
pub use jiff::Timestamp;
pub use jiff::civil::Date;
pub use jiff::tz::TimeZone;
pub use uuid::Uuid;

pub mod caller;
pub mod content;
pub mod enforcement;
pub mod enrichment;
pub mod field;
pub mod imports;
pub mod input;
pub mod jobs;
pub mod json;
pub mod length;
mod parsing;
pub mod plaintiffs;
pub mod queue;
pub mod reason;
pub mod schema;
pub mod size;
pub mod workers;
