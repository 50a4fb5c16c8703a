//! The statements of this area: one line each, its file under sql/.

use crate::statement::Statement;

pub const DELETE: Statement = Statement::writing("queue/delete", include_str!("sql/delete.sql"));
pub const DELETE_MANY: Statement =
    Statement::writing("queue/delete_many", include_str!("sql/delete_many.sql"));
pub const IS_CLOSED: Statement =
    Statement::reading("queue/is_closed", include_str!("sql/is_closed.sql"));
pub const KNOWN_KEY: Statement =
    Statement::writing("queue/known_key", include_str!("sql/known_key.sql"));
pub const KNOWN_KEYS: Statement =
    Statement::writing("queue/known_keys", include_str!("sql/known_keys.sql"));
pub const NOTIFY: Statement = Statement::writing("queue/notify", include_str!("sql/notify.sql"));
pub const PUT_BACK: Statement =
    Statement::writing("queue/put_back", include_str!("sql/put_back.sql"));
pub const QUEUE_EXISTS: Statement =
    Statement::reading("queue/queue_exists", include_str!("sql/queue_exists.sql"));
pub const QUEUE_NAMES: Statement =
    Statement::reading("queue/queue_names", include_str!("sql/queue_names.sql"));
pub const SEND: Statement = Statement::writing("queue/send", include_str!("sql/send.sql"));
pub const SEND_MANY: Statement =
    Statement::writing("queue/send_many", include_str!("sql/send_many.sql"));
pub const SHRINK: Statement = Statement::writing("queue/shrink", include_str!("sql/shrink.sql"));
pub const TABLE_OF: Statement =
    Statement::reading("queue/table_of", include_str!("sql/table_of.sql"));
pub const JOB_STATE: Statement =
    Statement::writing("queue/job_state", include_str!("sql/job_state.sql"));
pub const JOB_STATUS: Statement =
    Statement::reading("queue/job_status", include_str!("sql/job_status.sql"));
pub const RETRY: Statement = Statement::writing("queue/retry", include_str!("sql/retry.sql"));
pub const CANCEL: Statement = Statement::writing("queue/cancel", include_str!("sql/cancel.sql"));
pub const PURGE_KEYS: Statement = Statement::writing(
    "queue/purge_keys",
    include_str!("sql/purge_keys.sql"),
)
.with(&[(
    "left",
    "and not exists (select from pgmq.{{table}} as message where message.msg_id = ledger.msg_id)",
)]);
pub const PURGE_KEYS_OF_NO_QUEUE: Statement =
    Statement::writing("queue/purge_keys_of_no_queue", include_str!("sql/purge_keys.sql"))
        .with(&[("left", "")]);
pub const PURGE_JOBS: Statement =
    Statement::writing("queue/purge_jobs", include_str!("sql/purge_jobs.sql")).with(&[(
        "left",
        "and not exists (select from pgmq.{{table}} as message where message.msg_id = job.job_id)",
    )]);
pub const PURGE_JOBS_OF_NO_QUEUE: Statement =
    Statement::writing("queue/purge_jobs_of_no_queue", include_str!("sql/purge_jobs.sql"))
        .with(&[("left", "")]);
pub const QUEUES_OF_KEYS: Statement =
    Statement::reading("queue/queues_of_keys", include_str!("sql/queues_of.sql"))
        .with(&[("ledger", "dragonfly.idempotency_keys"), ("column", "queue::text")]);
pub const QUEUES_OF_JOBS: Statement =
    Statement::reading("queue/queues_of_jobs", include_str!("sql/queues_of.sql"))
        .with(&[("ledger", "workers.processed_jobs"), ("column", "(queue_name || '')")]);
pub const CLAIM: Statement =
    Statement::writing("queue/claim", include_str!("sql/claim.sql")).with(&[
        ("also", "true"),
        ("returning", "message.msg_id, message.read_ct, message.enqueued_at, message.message"),
    ]);
