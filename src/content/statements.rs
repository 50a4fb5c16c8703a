//! The statements of this area: one line each, its file under sql/.

use crate::statement::{SKIP, Statement, WAIT};

pub const BACKLOG: Statement =
    Statement::reading("content/backlog", include_str!("sql/backlog.sql"));
pub const CANCEL_JOB: Statement =
    Statement::writing("content/cancel_job", include_str!("sql/cancel_job.sql"));
pub const CREATE_JOB: Statement =
    Statement::writing("content/create_job", include_str!("sql/create_job.sql"));
pub const DEAD_LETTERS: Statement =
    Statement::writing("content/dead_letters", include_str!("sql/dead_letters.sql"));
pub const DEAD_LETTER_PAYLOAD: Statement =
    Statement::writing("content/dead_letter_payload", include_str!("sql/dead_letter_payload.sql"));
pub const ENABLED_STAGES: Statement =
    Statement::reading("content/enabled_stages", include_str!("sql/enabled_stages.sql"));
pub const END_AGAIN: Statement =
    Statement::writing("content/end_again", include_str!("sql/end_again.sql"));
pub const EXISTING_JOBS: Statement =
    Statement::writing("content/existing_jobs", include_str!("sql/existing_jobs.sql"));
pub const EXTEND: Statement = Statement::writing("content/extend", include_str!("sql/extend.sql"));
pub const JOB_STATUS: Statement =
    Statement::writing("content/job_status", include_str!("sql/job_status.sql"));
pub const LOCK_DEAD_LETTERS: Statement =
    Statement::writing("content/lock_dead_letters", include_str!("sql/lock_dead_letters.sql"));
pub const LOCK_FREE_MESSAGES: Statement =
    Statement::writing("content/lock_free_messages", include_str!("sql/lock_free_messages.sql"));
pub const LOCK_JOB: Statement =
    Statement::writing("content/lock_job", include_str!("sql/lock_job.sql"));
pub const LOCK_JOB_AND_STAGE: Statement =
    Statement::writing("content/lock_job_and_stage", include_str!("sql/lock_job_and_stage.sql"));
pub const LOCK_MESSAGE: Statement =
    Statement::writing("content/lock_message", include_str!("sql/lock_message.sql"));
pub const LOCK_STAGES: Statement =
    Statement::writing("content/lock_stages", include_str!("sql/lock_stages.sql"));
pub const MESSAGE_EXISTS: Statement =
    Statement::writing("content/message_exists", include_str!("sql/message_exists.sql"));
pub const METRICS_ARE_READABLE: Statement = Statement::reading(
    "content/metrics_are_readable",
    include_str!("sql/metrics_are_readable.sql"),
);
pub const NOTE_STAGE_ERRORS: Statement =
    Statement::writing("content/note_stage_errors", include_str!("sql/note_stage_errors.sql"));
pub const NOTE_WORKER_ANSWERS: Statement =
    Statement::writing("content/note_worker_answers", include_str!("sql/note_worker_answers.sql"));
pub const POST: Statement = Statement::writing("content/post", include_str!("sql/post.sql"));
pub const PURGE_DEAD_LETTERS: Statement =
    Statement::writing("content/purge_dead_letters", include_str!("sql/purge_dead_letters.sql"));
pub const QUEUES_WITH_STAGES: Statement =
    Statement::reading("content/queues_with_stages", include_str!("sql/queues_with_stages.sql"));
pub const QUEUE_EXISTS: Statement =
    Statement::reading("content/queue_exists", include_str!("sql/queue_exists.sql"));
pub const QUEUE_METRICS: Statement =
    Statement::reading("content/queue_metrics", include_str!("sql/queue_metrics.sql"));
pub const RECORD_METRIC: Statement =
    Statement::writing("content/record_metric", include_str!("sql/record_metric.sql"));
pub const REQUEUE_STALLED: Statement =
    Statement::writing("content/requeue_stalled", include_str!("sql/requeue_stalled.sql"));
pub const REQUIRE_NET: Statement =
    Statement::reading("content/require_net", include_str!("sql/require_net.sql"));
pub const STAGE_PROBLEMS: Statement =
    Statement::reading("content/stage_problems", include_str!("sql/stage_problems.sql"));
pub const STAMP_CLAIMED: Statement =
    Statement::writing("content/stamp_claimed", include_str!("sql/stamp_claimed.sql"));
pub const TRY_WORKER: Statement =
    Statement::writing("content/try_worker", include_str!("sql/try_worker.sql"));
pub const VISIBILITY_TIMEOUTS: Statement =
    Statement::writing("content/visibility_timeouts", include_str!("sql/visibility_timeouts.sql"));
pub const CLAIM: Statement =
    Statement::writing("content/claim", include_str!("sql/claim.sql")).with(&[("also", "true")]);
pub const CLAIM_OF_STAGE: Statement =
    Statement::writing("content/claim_of_stage", include_str!("sql/claim.sql"))
        .with(&[("also", "due.message ->> 'stage' = $4")]);
pub const ARCHIVE: Statement =
    Statement::writing("content/archive", include_str!("sql/archive.sql"));
pub const ARCHIVE_UNHELD: Statement =
    Statement::writing("content/archive_unheld", include_str!("sql/archive_unheld.sql"));
pub const DEAD_LETTER: Statement =
    Statement::writing("content/dead_letter", include_str!("sql/dead_letter.sql"));
pub const ENQUEUE_STAGE: Statement =
    Statement::writing("content/enqueue_stage", include_str!("sql/enqueue_stage.sql"));
pub const RETRY_STAGE: Statement =
    Statement::writing("content/retry_stage", include_str!("sql/retry_stage.sql"));
pub const START_STAGE: Statement =
    Statement::writing("content/start_stage", include_str!("sql/start_stage.sql"));
pub const SHOW_STAGE: Statement =
    Statement::writing("content/show_stage", include_str!("sql/show_stage.sql"));
pub const COMPLETE_STAGE: Statement =
    Statement::writing("content/complete_stage", include_str!("sql/complete_stage.sql"));
pub const LOCK_JOBS: Statement =
    Statement::writing("content/lock_jobs", include_str!("sql/lock_jobs.sql")).with(WAIT);
pub const LOCK_JOBS_SKIP: Statement =
    Statement::writing("content/lock_jobs_skip", include_str!("sql/lock_jobs.sql")).with(SKIP);
pub const LOCK_CLAIMED_JOBS: Statement =
    Statement::writing("content/lock_claimed_jobs", include_str!("sql/lock_claimed_jobs.sql"))
        .with(WAIT);
pub const LOCK_CLAIMED_JOBS_SKIP: Statement =
    Statement::writing("content/lock_claimed_jobs_skip", include_str!("sql/lock_claimed_jobs.sql"))
        .with(SKIP);
pub const STALLED_VISIBLE_AGAIN: Statement = Statement::writing(
    "content/stalled_visible_again",
    include_str!("sql/stalled_visible_again.sql"),
);
pub const STALLED_WITHOUT_MESSAGE: Statement = Statement::writing(
    "content/stalled_without_message",
    include_str!("sql/stalled_without_message.sql"),
);
pub const STALLED_UNNAMED: Statement =
    Statement::writing("content/stalled_unnamed", include_str!("sql/stalled_unnamed.sql"));
