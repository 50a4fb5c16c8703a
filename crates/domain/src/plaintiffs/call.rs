//! What makes a call's outcome acceptable, and what is written for it.

use jiff::Timestamp;
use uuid::Uuid;

use super::Bucket;
use crate::input::{Input, InputFault, required};
use crate::length::{noted, worded};

/// A call's outcome that may be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Who was called.
    pub plaintiff_id: Uuid,
    /// The task that asked for the call.
    pub task_id: Uuid,
    /// The outcome as the caller spelt it.
    pub outcome: String,
    /// The interest as the caller spelt it, unless blank.
    pub interest: Option<String>,
    /// The notes, unless blank.
    pub notes: Option<String>,
    /// When the caller wants the next call.
    pub follow_up_at: Option<Timestamp>,
    /// What the outcome means.
    pub bucket: Bucket,
}

impl Call {
    /// Checks the fields `plaintiff_id`, `task_id`, `outcome`, `interest`, `notes` and `follow_up_at`
    /// in this order and reports the first fault.
    pub fn read(input: &Input<'_>) -> Result<Self, InputFault> {
        let plaintiff_id = required("plaintiff_id", input.uuid("plaintiff_id")?)?;
        let task_id = required("task_id", input.uuid("task_id")?)?;
        let outcome = worded("outcome", required("outcome", input.text("outcome")?)?)?;
        let interest = input.text("interest")?.map(|it| worded("interest", it)).transpose()?;
        let notes = input.text("notes")?.map(|it| noted("notes", it)).transpose()?;
        let follow_up_at = input.instant("follow_up_at")?;
        let bucket = Bucket::of(&outcome, interest.as_deref());
        Ok(Self { plaintiff_id, task_id, outcome, interest, notes, follow_up_at, bucket })
    }

    /// When to call again; never after a terminal outcome.
    #[must_use]
    pub fn next_call_at(&self) -> Option<Timestamp> {
        self.follow_up_at.filter(|_| !self.bucket.is_terminal())
    }

    /// The note of the status history.
    #[must_use]
    pub fn history_note(&self) -> String {
        self.notes.clone().unwrap_or_else(|| format!("Call outcome recorded: {}", self.outcome))
    }

    /// The note of the follow-up task.
    #[must_use]
    pub fn follow_up_note(&self) -> &str {
        self.notes.as_deref().unwrap_or("Follow-up call")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Field;

    const ID: &str = "6f9619ff-8b86-d011-b42d-00c04fc964ff";
    const USUAL: [(&str, &str); 4] = [
        ("plaintiff_id", ID),
        ("task_id", ID),
        ("outcome", "reached"),
        ("follow_up_at", "2026-01-31T09:00:00Z"),
    ];

    /// The usual call, with these fields instead.
    fn call(others: &[(&'static str, &'static str)]) -> Result<Call, InputFault> {
        let mut input = Input::default();
        for (name, text) in others.iter().chain(&USUAL) {
            input.0.push((name, Field::from_text(Some(text))));
        }
        Call::read(&input)
    }

    #[test]
    fn the_three_required_fields_are_named_in_order() {
        let blank = [("plaintiff_id", " "), ("task_id", ""), ("outcome", " ")];
        for from in 0..3 {
            assert_eq!(call(&blank[from..]), Err(InputFault::Missing(blank[from].0)));
        }
    }

    #[test]
    fn a_terminal_outcome_has_no_next_call() {
        assert!(call(&[]).unwrap().next_call_at().is_some());
        let ended = call(&[("outcome", "bad_number")]).unwrap();
        assert!(ended.follow_up_at.is_some() && ended.next_call_at().is_none());
    }

    #[test]
    fn notes_stand_in_for_the_usual_words() {
        let quiet = call(&[]).unwrap();
        assert_eq!(quiet.history_note(), "Call outcome recorded: reached");
        assert_eq!(quiet.follow_up_note(), "Follow-up call");
        let noted = call(&[("notes", "after lunch")]).unwrap();
        assert_eq!(noted.history_note(), "after lunch");
        assert_eq!(noted.follow_up_note(), "after lunch");
    }

    #[test]
    fn the_outcome_stays_as_it_was_spelt_and_blank_interest_is_none() {
        let call = call(&[("outcome", " Reached "), ("interest", "")]).unwrap();
        assert_eq!((call.outcome.as_str(), call.interest), (" Reached ", None));
    }

    #[test]
    fn texts_have_a_length_that_anybody_may_send() {
        for (name, limit) in [("outcome", 200), ("interest", 200), ("notes", 100_000)] {
            let fits: &'static str = "\u{1F600}".repeat(limit).leak();
            assert!(call(&[(name, fits)]).is_ok(), "{name}");
            let long: &'static str = format!("{fits}x").leak();
            let fault = call(&[(name, long)]).unwrap_err();
            assert_eq!(
                fault.to_string(),
                format!("{name} must be text of at most {limit} characters")
            );
        }
    }

    #[test]
    fn ids_and_times_must_be_some() {
        for (name, text) in [("plaintiff_id", "7"), ("task_id", "x"), ("follow_up_at", "infinity")]
        {
            assert!(matches!(call(&[(name, text)]), Err(InputFault::Malformed { .. })), "{name}");
        }
    }
}
