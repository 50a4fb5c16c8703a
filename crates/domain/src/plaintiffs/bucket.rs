//! Status buckets: the few things an outcome can mean for a plaintiff.

use std::fmt;

/// What a call came to, as the status history records it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bucket {
    /// Never again.
    DoNotCall,
    /// Nobody there under that number.
    BadNumber,
    /// Spoken to, very interested.
    ReachedHot,
    /// Spoken to, interested.
    ReachedWarm,
    /// Tried, or spoken to without interest.
    Contacted,
}

impl Bucket {
    /// The bucket of an outcome; neither case nor surrounding space matters. Outcomes that are not
    /// known here count as contacted: new ones appear.
    #[must_use]
    pub fn of(outcome: &str, interest: Option<&str>) -> Self {
        let outcome = outcome.trim().to_ascii_lowercase();
        let interest = interest.unwrap_or_default().trim().to_ascii_lowercase();
        match (outcome.as_str(), interest.as_str()) {
            ("do_not_call", _) => Self::DoNotCall,
            ("bad_number", _) => Self::BadNumber,
            ("reached", "hot") => Self::ReachedHot,
            ("reached", "warm") => Self::ReachedWarm,
            _ => Self::Contacted,
        }
    }

    /// No call follows.
    #[must_use]
    pub const fn is_terminal(self) -> bool {
        matches!(self, Self::DoNotCall | Self::BadNumber)
    }

    /// The bucket as the history and the answer spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DoNotCall => "do_not_call",
            Self::BadNumber => "bad_number",
            Self::ReachedHot => "reached_hot",
            Self::ReachedWarm => "reached_warm",
            Self::Contacted => "contacted",
        }
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_row_of_the_table() {
        for (outcome, interest, bucket, terminal) in [
            ("do_not_call", Some("hot"), "do_not_call", true),
            ("do_not_call", None, "do_not_call", true),
            ("bad_number", Some("warm"), "bad_number", true),
            ("reached", Some("hot"), "reached_hot", false),
            ("reached", Some("warm"), "reached_warm", false),
            ("reached", Some("cold"), "contacted", false),
            ("reached", Some("none"), "contacted", false),
            ("reached", Some(""), "contacted", false),
            ("reached", None, "contacted", false),
            ("reached", Some("lukewarm"), "contacted", false),
            ("left_voicemail", Some("hot"), "contacted", false),
            ("no_answer", None, "contacted", false),
            (" Reached ", Some("HOT"), "reached_hot", false),
            ("DO_NOT_CALL", None, "do_not_call", true),
        ] {
            let found = Bucket::of(outcome, interest);
            assert_eq!((found.name(), found.is_terminal()), (bucket, terminal), "{outcome}");
        }
    }

    proptest! {
        #[test]
        fn only_the_two_terminal_outcomes_end_the_calls(outcome in "\\PC*", interest in "\\PC*") {
            let known = ["do_not_call", "bad_number"]
                .contains(&outcome.trim().to_ascii_lowercase().as_str());
            prop_assert_eq!(Bucket::of(&outcome, Some(&interest)).is_terminal(), known);
        }
    }
}
