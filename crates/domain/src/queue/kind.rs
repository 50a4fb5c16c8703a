//! The four kinds of job and the pgmq queue behind each (docs/contract/queue.md).

use std::fmt;

/// What a job is for; each kind has a queue of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Run the Case Copilot summarizer.
    CaseCopilot,
    /// Spawn enforcement flows and tasks.
    Enforce,
    /// Enrichment of what ETL ingested.
    Enrich,
    /// Log outbound communication and mark statuses.
    Outreach,
}

impl Kind {
    /// Every kind, in the order in which a batch claims keys (by name).
    pub const ALL: [Kind; 4] = [Kind::CaseCopilot, Kind::Enforce, Kind::Enrich, Kind::Outreach];

    /// The kind as callers write it, which is also the name of its pgmq queue.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Kind::CaseCopilot => "case_copilot",
            Kind::Enforce => "enforce",
            Kind::Enrich => "enrich",
            Kind::Outreach => "outreach",
        }
    }

    /// The kind of that exact name; case matters.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
