//! The statements of this area: one line each, its file under sql/.

use crate::statement::Statement;

pub const BEGIN_RUNS: Statement =
    Statement::writing("jobs/begin_runs", include_str!("sql/begin_runs.sql"));
pub const CANCEL_RUNS: Statement =
    Statement::writing("jobs/cancel_runs", include_str!("sql/cancel_runs.sql"));
pub const COMPLETE_RUN: Statement =
    Statement::writing("jobs/complete_run", include_str!("sql/complete_run.sql"));
pub const DEAD_LETTER: Statement =
    Statement::writing("jobs/dead_letter", include_str!("sql/dead_letter.sql"));
pub const ENQUEUE: Statement = Statement::writing("jobs/enqueue", include_str!("sql/enqueue.sql"));
pub const FAIL_RUN: Statement =
    Statement::writing("jobs/fail_run", include_str!("sql/fail_run.sql"));
pub const GIVE_BACK: Statement =
    Statement::writing("jobs/give_back", include_str!("sql/give_back.sql"));
pub const JOB_IS_VISIBLE: Statement =
    Statement::writing("jobs/job_is_visible", include_str!("sql/job_is_visible.sql"));
pub const JOB_RESULT: Statement =
    Statement::reading("jobs/job_result", include_str!("sql/job_result.sql"));
pub const JOB_STATUS: Statement =
    Statement::reading("jobs/job_status", include_str!("sql/job_status.sql"));
pub const LOCK_JOB: Statement =
    Statement::writing("jobs/lock_job", include_str!("sql/lock_job.sql"));
pub const NOTIFY: Statement = Statement::writing("jobs/notify", include_str!("sql/notify.sql"));
pub const PROGRESS: Statement =
    Statement::writing("jobs/progress", include_str!("sql/progress.sql"));
pub const RECLAIM: Statement = Statement::writing("jobs/reclaim", include_str!("sql/reclaim.sql"));
pub const REQUIRE_TABLES: Statement =
    Statement::reading("jobs/require_tables", include_str!("sql/require_tables.sql"));
pub const RUN_EXISTS: Statement =
    Statement::writing("jobs/run_exists", include_str!("sql/run_exists.sql"));
pub const SAVE_ARTIFACTS: Statement =
    Statement::writing("jobs/save_artifacts", include_str!("sql/save_artifacts.sql"));
pub const OVERDUE: Statement =
    Statement::writing("jobs/overdue", include_str!("sql/first_free.sql")).with(&[
        ("is_free", "{{include jobs/is_overdue.sql}}"),
        ("also", "true"),
        ("order", "queued.lease_until"),
    ]);
pub const CLAIM: Statement =
    Statement::writing("jobs/claim", include_str!("sql/claim.sql")).with(&[
        ("is_free", "{{include jobs/is_waiting.sql}}"),
        ("also", "coalesce(queued.type = any ((select $1)::text[]), (select $1) is null)"),
        ("order", "queued.created_at, queued.job_id"),
    ]);
pub const LOCK_RUN: Statement =
    Statement::writing("jobs/lock_run", include_str!("sql/lock_run.sql"));
