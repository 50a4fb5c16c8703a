//! The statements of this area: one line each, its file under sql/.

use crate::statement::Statement;

pub const CANDIDATES: Statement =
    Statement::writing("imports/candidates", include_str!("sql/candidates.sql"));
pub const CLAIM_ROWS: Statement =
    Statement::writing("imports/claim_rows", include_str!("sql/claim_rows.sql"));
pub const DISOWN_ROWS: Statement =
    Statement::writing("imports/disown_rows", include_str!("sql/disown_rows.sql"));
pub const END_RUN: Statement =
    Statement::writing("imports/end_run", include_str!("sql/end_run.sql"));
pub const EXPLAIN_ROWS: Statement =
    Statement::writing("imports/explain_rows", include_str!("sql/explain_rows.sql"));
pub const LOCK_RUN: Statement =
    Statement::writing("imports/lock_run", include_str!("sql/lock_run.sql"));
pub const MARK_ROWS: Statement =
    Statement::writing("imports/mark_rows", include_str!("sql/mark_rows.sql"));
pub const ONE_IMPORT: Statement =
    Statement::writing("imports/one_import", include_str!("sql/one_import.sql"));
pub const SET_SEQSCAN: Statement =
    Statement::writing("imports/set_seqscan", include_str!("sql/set_seqscan.sql"));
pub const SHOW_SEQSCAN: Statement =
    Statement::reading("imports/show_seqscan", include_str!("sql/show_seqscan.sql"));
pub const TALLY: Statement = Statement::writing("imports/tally", include_str!("sql/tally.sql"));
pub const WRITE_ROWS: Statement =
    Statement::writing("imports/write_rows", include_str!("sql/write_rows.sql"));
pub const WAITING_ROWS: Statement =
    Statement::writing("imports/waiting_rows", include_str!("sql/waiting_rows.sql"));
