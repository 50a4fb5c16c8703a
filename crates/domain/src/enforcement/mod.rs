//! Rules of enforcement cases (docs/contract/cases.md): what a call may change, and what follows from it. Each
//! function takes a case as it is and gives the case as it will be; the difference is its history.

mod action;
mod case;
mod event;
mod fault;
mod opening;
mod payment;
mod request;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod sequence_tests;
mod stage;
mod subpoena;
mod tier;
#[cfg(test)]
mod world;

pub use action::{Action, ActionMove, ActionStatus, ActionType, queue_action};
pub use case::{Case, Delta};
pub use event::{EventKind, apply_event};
pub use fault::EnforcementFault;
pub use opening::{Closing, Judgment, Opening, close, open, require_no_case};
pub use payment::{Payment, balance_of, check_case_of_judgment, pay};
pub use request::{
    CloseCase, ClosureReason, IssueSubpoena, LogEvent, OpenCase, QueueAction, RecordPayment,
    RecordResponse, SetStage, SetTierOverride,
};
pub use stage::{
    JudgmentStage, JudgmentStageRequest, Stage, StageMove, change_judgment_stage, move_to,
};
pub use subpoena::{ReviewTask, require_answerable, respond, review_due};
pub use tier::{TierRule, assess, override_tier};

/// numeric(14,2), which balances are kept in, takes amounts below this.
const AMOUNT_BOUND: i64 = 1_000_000_000_000;
