//! The statements of this area: one line each, its file under sql/.

use crate::statement::Statement;

pub const CASE_ANSWER: Statement =
    Statement::writing("enrichment/case_answer", include_str!("sql/case_answer.sql"));
pub const CASE_EXISTS: Statement =
    Statement::writing("enrichment/case_exists", include_str!("sql/case_exists.sql"));
pub const FIND_CASE: Statement =
    Statement::writing("enrichment/find_case", include_str!("sql/find_case.sql"));
pub const FIND_ENTITIES: Statement =
    Statement::writing("enrichment/find_entities", include_str!("sql/find_entities.sql"));
pub const LINK_ENTITIES: Statement =
    Statement::writing("enrichment/link_entities", include_str!("sql/link_entities.sql"));
pub const LOCK_CASE: Statement =
    Statement::writing("enrichment/lock_case", include_str!("sql/lock_case.sql"));
pub const PUT_CASE: Statement =
    Statement::writing("enrichment/put_case", include_str!("sql/put_case.sql"));
pub const PUT_ENTITIES: Statement =
    Statement::writing("enrichment/put_entities", include_str!("sql/put_entities.sql"));
pub const SET_ENRICHMENT: Statement =
    Statement::writing("enrichment/set_enrichment", include_str!("sql/set_enrichment.sql"));
pub const SET_SCORES: Statement =
    Statement::writing("enrichment/set_scores", include_str!("sql/set_scores.sql"));
pub const UNKNOWN_LINKS: Statement =
    Statement::writing("enrichment/unknown_links", include_str!("sql/unknown_links.sql"));
pub const PUT_CONTACTS: Statement =
    Statement::writing("enrichment/put_contacts", include_str!("sql/put_contacts.sql"));
pub const PUT_ASSETS: Statement =
    Statement::writing("enrichment/put_assets", include_str!("sql/put_assets.sql"));
