//! Staged content: what the dispatcher sends, what an operator decided, an application that was there
//! first, dumps, and the statements of the runbook as printed.

mod adopt;
mod dispatch;
pub mod life;
mod net;
mod operator;
mod overrides;
mod runbook;
