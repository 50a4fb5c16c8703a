//! Statements of the enforcement functions; each is kept. Whatever follows a lock is kept as one that
//! writes, so that it sees what the session before it committed.

mod action;
mod case;
mod change;
mod judgment;
mod lookup;
mod payment;
mod record;
mod refresh;
mod task;

pub use action::{
    ActionChange, active_action, begin_action, cancel_all, finished_action, lock_action,
    update_action,
};
pub use case::{judgment_of, lock_case};
pub use change::{
    close, derive, insert_case, issue_subpoena, move_stage, nothing, override_tier, pay,
};
pub use judgment::{
    balance_of_judgment, case_of, lock_judgment, plaintiff_exists, set_judgment_stage,
};
pub use lookup::{stage, tier_rules};
pub use payment::find_payment;
pub use record::{Event, Record, write};
pub use refresh::refresh;
pub use task::{review_task, task_exists};
