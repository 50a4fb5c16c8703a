//! The statements of this area: one line each, its file under sql/.

use crate::statement::Statement;

/// The variant that also moves the judgment's stage.
const WITH_JUDGMENT: &[(&str, &str)] =
    &[("judgment", ",\n{{include enforcement/judgment_stage.sql}}")];

pub const BALANCE_OF_JUDGMENT: Statement = Statement::writing(
    "enforcement/balance_of_judgment",
    include_str!("sql/balance_of_judgment.sql"),
);
pub const BEGIN_ACTION: Statement =
    Statement::writing("enforcement/begin_action", include_str!("sql/begin_action.sql"));
pub const CANCEL_ALL: Statement =
    Statement::writing("enforcement/cancel_all", include_str!("sql/cancel_all.sql"));
pub const OPEN_CASE_OF: Statement =
    Statement::writing("enforcement/open_case_of", include_str!("sql/open_case_of.sql"));
pub const FIND_PAYMENT: Statement =
    Statement::writing("enforcement/find_payment", include_str!("sql/find_payment.sql"));
pub const FIND_STAGE: Statement =
    Statement::reading("enforcement/find_stage", include_str!("sql/find_stage.sql"));
pub const JUDGMENT_OF: Statement =
    Statement::writing("enforcement/judgment_of", include_str!("sql/judgment_of.sql"));
pub const LOCK_ACTION: Statement =
    Statement::writing("enforcement/lock_action", include_str!("sql/lock_action.sql"));
pub const LOCK_CASE: Statement =
    Statement::writing("enforcement/lock_case", include_str!("sql/lock_case.sql"));
pub const LOCK_JUDGMENT: Statement =
    Statement::writing("enforcement/lock_judgment", include_str!("sql/lock_judgment.sql"));
pub const PLAINTIFF_EXISTS: Statement =
    Statement::writing("enforcement/plaintiff_exists", include_str!("sql/plaintiff_exists.sql"));
pub const SET_JUDGMENT_STAGE: Statement = Statement::writing(
    "enforcement/set_judgment_stage",
    include_str!("sql/set_judgment_stage.sql"),
);
pub const TASK_EXISTS: Statement =
    Statement::writing("enforcement/task_exists", include_str!("sql/task_exists.sql"));
pub const TIER_RULES: Statement =
    Statement::reading("enforcement/tier_rules", include_str!("sql/tier_rules.sql"));
pub const UPDATE_ACTION: Statement =
    Statement::writing("enforcement/update_action", include_str!("sql/update_action.sql"));
pub const DERIVE_STATUS: Statement =
    Statement::writing("enforcement/derive_status", include_str!("sql/derive_status.sql"));
pub const PAY: Statement = Statement::writing("enforcement/pay", include_str!("sql/pay.sql"));
pub const OVERRIDE_TIER: Statement =
    Statement::writing("enforcement/override_tier", include_str!("sql/override_tier.sql"));
pub const ISSUE_SUBPOENA: Statement =
    Statement::writing("enforcement/issue_subpoena", include_str!("sql/issue_subpoena.sql"));
pub const RECORD: Statement =
    Statement::writing("enforcement/record", include_str!("sql/record.sql"));
pub const FINISH_ACTION: Statement =
    Statement::writing("enforcement/finish_action", include_str!("sql/finish_action.sql"));
pub const OPEN_CASE: Statement =
    Statement::writing("enforcement/open_case", include_str!("sql/open_case.sql"))
        .with(&[("judgment", "")]);
pub const OPEN_CASE_WITH_JUDGMENT: Statement =
    Statement::writing("enforcement/open_case_with_judgment", include_str!("sql/open_case.sql"))
        .with(WITH_JUDGMENT);
pub const MOVE_CASE: Statement =
    Statement::writing("enforcement/move_case", include_str!("sql/move_case.sql"))
        .with(&[("judgment", "")]);
pub const MOVE_CASE_WITH_JUDGMENT: Statement =
    Statement::writing("enforcement/move_case_with_judgment", include_str!("sql/move_case.sql"))
        .with(WITH_JUDGMENT);
pub const CLOSE_CASE: Statement =
    Statement::writing("enforcement/close_case", include_str!("sql/close_case.sql"))
        .with(&[("judgment", "")]);
pub const CLOSE_CASE_WITH_JUDGMENT: Statement =
    Statement::writing("enforcement/close_case_with_judgment", include_str!("sql/close_case.sql"))
        .with(WITH_JUDGMENT);
pub const ACTIVE_ACTION: Statement =
    Statement::writing("enforcement/active_action", include_str!("sql/active_action.sql"));
pub const FINISHED_ACTION: Statement =
    Statement::writing("enforcement/finished_action", include_str!("sql/finished_action.sql"));
pub const PLAINTIFF_OF: Statement =
    Statement::writing("enforcement/plaintiff_of", include_str!("sql/plaintiff_of.sql"));
pub const OPEN_TASK: Statement =
    Statement::writing("enforcement/open_task", include_str!("sql/open_task.sql"));
pub const MAKE_TASK: Statement =
    Statement::writing("enforcement/make_task", include_str!("sql/make_task.sql"));
pub const REFRESH: Statement =
    Statement::writing("enforcement/refresh", include_str!("sql/refresh.sql"));
