//! The statements of this area: one line each, its file under sql/.

use crate::statement::{SKIP, Statement, WAIT};

/// What is counted of the completed rows of `held`.
const COMPLETED: (&str, &str) = ("figures", "{{include workers/completed.sql}}");
/// What is counted of rows that failed.
const FAILED: (&str, &str) = ("figures", "{{include workers/failed.sql}}");

pub const CLOSE_LATEST: Statement =
    Statement::writing("workers/close_latest", include_str!("sql/close_latest.sql"));
pub const EXTEND: Statement = Statement::writing("workers/extend", include_str!("sql/extend.sql"));
pub const HEARTBEAT: Statement =
    Statement::writing("workers/heartbeat", include_str!("sql/heartbeat.sql"));
pub const IS_PROCESSED: Statement =
    Statement::reading("workers/is_processed", include_str!("sql/is_processed.sql"));
pub const KEY_STATUS: Statement =
    Statement::writing("workers/key_status", include_str!("sql/key_status.sql"));
pub const LOCK_MESSAGES: Statement =
    Statement::writing("workers/lock_messages", include_str!("sql/lock_messages.sql"));
pub const RELEASE: Statement =
    Statement::writing("workers/release", include_str!("sql/release.sql"));
pub const SEND: Statement = Statement::writing("workers/send", include_str!("sql/send.sql"));
pub const SEND_UNKEYED: Statement =
    Statement::writing("workers/send_unkeyed", include_str!("sql/send_unkeyed.sql"));
pub const STALE_WORKERS: Statement =
    Statement::reading("workers/stale_workers", include_str!("sql/stale_workers.sql"));
pub const DEAD_LETTER: Statement =
    Statement::writing("workers/dead_letter", include_str!("sql/dead_letter.sql")).with(WAIT);
pub const DEAD_LETTER_SKIP: Statement =
    Statement::writing("workers/dead_letter_skip", include_str!("sql/dead_letter.sql")).with(SKIP);
pub const COMPLETE: Statement =
    Statement::writing("workers/complete", include_str!("sql/complete.sql"))
        .with(&[("result", "$6 -> (held.place::integer - 1)"), COMPLETED]);
pub const COMPLETE_ONE: Statement =
    Statement::writing("workers/complete_one", include_str!("sql/complete.sql"))
        .with(&[("result", "$6"), COMPLETED]);
pub const LOCK_HELD: Statement =
    Statement::writing("workers/lock_held", include_str!("sql/lock_held.sql"));
pub const RETRY: Statement = Statement::writing("workers/retry", include_str!("sql/retry.sql"))
    .with(&[FAILED, ("rows", "held")]);
pub const COUNT_FAILED: Statement =
    Statement::writing("workers/count_failed", include_str!("sql/count.sql")).with(&[
        FAILED,
        ("rows", "pg_catalog.generate_series(1, $1)"),
        ("at", "$2"),
    ]);
pub const COUNT_PROCESSED: Statement =
    Statement::writing("workers/count_processed", include_str!("sql/count_processed.sql"));
pub const LOG_DEAD_LETTER: Statement =
    Statement::writing("workers/log_dead_letter", include_str!("sql/log_dead_letter.sql"));
pub const UNWRAP_COPIES: Statement =
    Statement::writing("workers/unwrap_copies", include_str!("sql/unwrap_copies.sql"));
pub const READ: Statement = Statement::writing("workers/read", include_str!("sql/read.sql"));
pub const CLAIM: Statement = Statement::writing("workers/claim", include_str!("sql/claim.sql"));
pub const ARCHIVE_SETTLED: Statement =
    Statement::writing("workers/archive_settled", include_str!("sql/archive_settled.sql"));
pub const POLICY: Statement = Statement::reading("workers/policy", include_str!("sql/policy.sql"));
pub const DEAD_LETTERS: Statement =
    Statement::writing("workers/dead_letters", include_str!("sql/dead_letters.sql"))
        .with(&[("lock", "")]);
pub const LOCK_DEAD_LETTERS: Statement =
    Statement::writing("workers/lock_dead_letters", include_str!("sql/dead_letters.sql"))
        .with(&[("lock", "for update of letter skip locked")]);
pub const PURGE_DEAD_LETTERS: Statement =
    Statement::writing("workers/purge_dead_letters", include_str!("sql/purge_dead_letters.sql"));
pub const REPLAY_DEAD_LETTERS: Statement =
    Statement::writing("workers/replay_dead_letters", include_str!("sql/replay_dead_letters.sql"));
