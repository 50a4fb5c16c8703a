//! What the storms stand on: a place, sessions, dice, and the checks that judge the outcome.

pub mod attempt;
pub mod cases;
pub mod check;
pub mod crash;
pub mod dice;
pub mod jobs;
pub mod ledger;
pub mod listener;
pub mod place;
pub mod storm;
pub mod waiter;

pub use attempt::{Attempt, Settled};
pub use dice::Dice;
pub use jobs::Call;
pub use place::Place;
pub use storm::{AtEnd, repeat};
pub use waiter::Waiter;

use std::time::Duration;

/// How long a condition may take that a test waits for; far beyond what it takes.
pub const PATIENCE: Duration = Duration::from_mins(1);
