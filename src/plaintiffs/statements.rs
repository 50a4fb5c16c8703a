//! The statements of this area: one line each, its file under sql/.

use crate::statement::Statement;

pub const CLOSE: Statement = Statement::writing("plaintiffs/close", include_str!("sql/close.sql"))
    .with(&[("open_calls", ""), ("calls_are_locked", ""), ("done", "closed")]);
pub const CLOSE_WITH_FOLLOW_UP: Statement =
    Statement::writing("plaintiffs/close_with_follow_up", include_str!("sql/close.sql")).with(&[
        ("open_calls", "{{include plaintiffs/open_calls.sql}}"),
        ("calls_are_locked", "and (select pg_catalog.count(*) from locked) > 0"),
        ("done", "{{include plaintiffs/closed_and_plaintiff.sql}}"),
    ]);
pub const FOLLOW_UP: Statement =
    Statement::writing("plaintiffs/follow_up", include_str!("sql/follow_up.sql"));
pub const SUMMARY_PAYLOAD: Statement =
    Statement::reading("plaintiffs/summary_payload", include_str!("sql/summary_payload.sql"));
pub const LOOK_UP: Statement =
    Statement::writing("plaintiffs/look_up", include_str!("sql/look_up.sql"));
