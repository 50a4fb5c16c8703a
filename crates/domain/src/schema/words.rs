//! The words that functions write into columns of text. Where an application made a column an enumeration
//! of its own, that must have them.

const ACTION_STATUSES: &[&str] =
    &["planned", "pending", "served", "completed", "failed", "cancelled"];
const CONTENT_STATUSES: &[&str] =
    &["queued", "processing", "completed", "error", "failed", "cancelled"];
const TIERS: &[&str] = &["tier0", "tier1", "tier2", "tier3"];

/// Table, column, words. Where callers choose the word, those that the function documents.
pub const WORDS: &[(&str, &str, &[&str])] = &[
    (
        "public.judgments",
        "enforcement_stage",
        &[
            "pre_enforcement",
            "paperwork_filed",
            "levy_issued",
            "payment_plan",
            "waiting_payment",
            "collected",
            "closed_no_recovery",
        ],
    ),
    ("public.enforcement_cases", "status", &["open", "closed"]),
    ("public.enforcement_cases", "tier", TIERS),
    ("public.enforcement_cases", "tier_override", TIERS),
    ("public.enforcement_cases", "closure_reason", &["satisfied", "uncollectible", "withdrawn"]),
    ("public.enforcement_cases", "levy_status", &["filed", "served", "released"]),
    ("public.enforcement_cases", "garnishment_status", &["order_signed", "served", "remitting"]),
    ("public.enforcement_cases", "marshal_status", &["assigned", "attempted", "completed"]),
    (
        "public.enforcement_events",
        "event_type",
        &[
            "asset_search_requested",
            "asset_search_completed",
            "bank_levy_filed",
            "bank_levy_served",
            "bank_levy_released",
            "garnishment_order_signed",
            "garnishment_served",
            "garnishment_remittance",
            "subpoena_issued",
            "subpoena_complied",
            "marshal_assigned",
            "marshal_attempted",
            "marshal_result",
            "case_stage_changed",
            "payment_received",
            "action_updated",
        ],
    ),
    ("public.enforcement_history", "actor_type", &["user", "automation", "rpc"]),
    (
        "public.enforcement_actions",
        "action_type",
        &["bank_levy", "garnishment", "subpoena", "marshal"],
    ),
    ("public.enforcement_actions", "status", ACTION_STATUSES),
    ("public.plaintiff_tasks", "kind", &["call", "review_production", "prep_contempt_motion"]),
    ("public.plaintiff_tasks", "status", &["open", "closed"]),
    ("public.job_runs", "status", &["in_progress", "completed", "failed"]),
    ("public.import_runs", "status", &["completed", "failed"]),
    ("public.raw_simplicity_imports", "status", &["processed", "skipped", "error"]),
    ("judgments.enrichment_runs", "status", &["completed"]),
    ("public.content_jobs", "status", CONTENT_STATUSES),
    ("public.content_job_stages", "status", CONTENT_STATUSES),
];

/// Types whose values no function of ours brings along.
const OTHER_TYPES: &[&str] = &[
    "uuid",
    "integer",
    "bigint",
    "smallint",
    "numeric",
    "boolean",
    "json",
    "jsonb",
    "date",
    "interval",
    "timestamp",
    "time",
    "zone",
    "inet",
    "real",
    "precision",
    "oid",
];

/// A value that an enumeration does not have, as Postgres reports it in whatever language: the type and, last,
/// the word, each between quotes or spaces. `None` for words that no function brings along, which are the caller's,
/// and for other types.
#[must_use]
pub fn lacking(message: &str) -> Option<(&str, &str)> {
    let is_around =
        |letter: char| letter.is_whitespace() || "\"'`:»«„“”‚‘’‹›：《》「」".contains(letter);
    let mut parts = message.rsplit(is_around).filter(|part| !part.is_empty());
    let (word, kind) = (parts.next()?, parts.next()?);
    let is_ours = WORDS.iter().any(|(_, _, words)| words.contains(&word));
    (is_ours && !OTHER_TYPES.contains(&kind)).then_some((kind, word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enforcement::EventKind;
    use crate::schema::{Item, parse};

    fn words(table: &str, column: &str) -> &'static [&'static str] {
        let of = |entry: &&(&str, &str, _)| (entry.0, entry.1) == (table, column);
        WORDS.iter().find(of).unwrap().2
    }

    #[test]
    fn events_are_written_under_every_name() {
        let names = EventKind::ALL.map(EventKind::name);
        assert_eq!(words("public.enforcement_events", "event_type"), names);
    }

    #[test]
    fn every_check_of_a_status_allows_the_words() {
        let files = concat!(
            include_str!("../../../../sql/schema/enforcement.sql"),
            include_str!("../../../../sql/schema/content.sql"),
        );
        let tables: Vec<_> = parse(files)
            .unwrap()
            .into_iter()
            .filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None })
            .collect();
        let mut checked = 0;
        for (table, column, words) in WORDS {
            let Some(table) = tables.iter().find(|one| one.name == *table) else { continue };
            assert!(table.columns.iter().any(|one| one.name == *column), "{}.{column}", table.name);
            let lists = format!("check ({column} in (");
            for constraint in table.constraints.iter().filter(|one| one.sql.contains(&lists)) {
                checked += 1;
                for word in *words {
                    assert!(
                        constraint.sql.contains(&format!("'{word}'")),
                        "{}: {word}",
                        constraint.name
                    );
                }
            }
        }
        assert!(checked >= 5, "{checked}");
    }

    #[test]
    fn only_words_of_the_functions_are_lacking() {
        for lacks in [
            "invalid input value for enum public.action_kind: \"subpoena\"",
            "ungültiger Eingabewert für Enum public.action_kind: »subpoena«",
            "valeur en entrée invalide pour le enum public.action_kind : « subpoena »",
        ] {
            assert_eq!(lacking(lacks), Some(("public.action_kind", "subpoena")), "{lacks}");
        }
        for other in [
            "invalid input value for enum public.action_kind: \"karaoke\"",
            "invalid input syntax for type uuid: \"subpoena\"",
            "ungültige Eingabesyntax für Typ uuid: »subpoena«",
            "",
        ] {
            assert_eq!(lacking(other), None, "{other}");
        }
    }
}
