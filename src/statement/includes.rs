//! Files that templates include.

/// The text of a file.
pub fn file(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

const FILES: &[(&str, &str)] = &[
    ("archived.sql", include_str!("../sql/archived.sql")),
    ("content/is_overdue.sql", include_str!("../content/sql/is_overdue.sql")),
    ("content/message.sql", include_str!("../content/sql/message.sql")),
    ("due.sql", include_str!("../sql/due.sql")),
    ("enforcement/is_stale.sql", include_str!("../enforcement/sql/is_stale.sql")),
    ("enforcement/judgment_stage.sql", include_str!("../enforcement/sql/judgment_stage.sql")),
    ("enforcement/open_cases_facts.sql", include_str!("../enforcement/sql/open_cases_facts.sql")),
    ("enforcement/reason_by_rules.sql", include_str!("../enforcement/sql/reason_by_rules.sql")),
    ("enforcement/record_parts.sql", include_str!("../enforcement/sql/record_parts.sql")),
    ("enforcement/refreshed_columns.sql", include_str!("../enforcement/sql/refreshed_columns.sql")),
    ("enforcement/tier_by_rules.sql", include_str!("../enforcement/sql/tier_by_rules.sql")),
    ("hiding.sql", include_str!("../sql/hiding.sql")),
    ("jobs/first_free.sql", include_str!("../jobs/sql/first_free.sql")),
    ("jobs/is_overdue.sql", include_str!("../jobs/sql/is_overdue.sql")),
    ("jobs/is_waiting.sql", include_str!("../jobs/sql/is_waiting.sql")),
    (
        "plaintiffs/closed_and_plaintiff.sql",
        include_str!("../plaintiffs/sql/closed_and_plaintiff.sql"),
    ),
    ("plaintiffs/open_calls.sql", include_str!("../plaintiffs/sql/open_calls.sql")),
    ("queue/job_state.sql", include_str!("../queue/sql/job_state.sql")),
    ("utc.sql", include_str!("../sql/utc.sql")),
    ("workers/add_counts.sql", include_str!("../workers/sql/add_counts.sql")),
    ("workers/claimable.sql", include_str!("../workers/sql/claimable.sql")),
    ("workers/completed.sql", include_str!("../workers/sql/completed.sql")),
    ("workers/count.sql", include_str!("../workers/sql/count.sql")),
    ("workers/failed.sql", include_str!("../workers/sql/failed.sql")),
    ("workers/held.sql", include_str!("../workers/sql/held.sql")),
    ("workers/plain_text.sql", include_str!("../workers/sql/plain_text.sql")),
    ("workers/policy.sql", include_str!("../workers/sql/policy.sql")),
];
