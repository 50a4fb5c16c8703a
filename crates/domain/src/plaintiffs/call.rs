//! What makes a call's outcome acceptable, and what is written for it.

use jiff::Timestamp;
use uuid::Uuid;

use super::Bucket;
use crate::field::Field;
use crate::input::{
    InputFault, Moment, optional_instant, optional_text, required_text, required_uuid,
};

/// A call's outcome as it was sent: one struct for every door.
#[derive(Clone)]
pub struct CallFields<'a> {
    /// `plaintiff_id`
    pub plaintiff_id: Field<'a>,
    /// `task_id`
    pub task_id: Field<'a>,
    /// `outcome`
    pub outcome: Field<'a>,
    /// `interest`
    pub interest: Field<'a>,
    /// `notes`
    pub notes: Field<'a>,
    /// `follow_up_at`
    pub follow_up_at: Moment<'a>,
}

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

impl CallFields<'_> {
    /// Checks the fields in the specified order and reports the first fault.
    pub fn check(&self) -> Result<Call, InputFault> {
        let plaintiff_id = required_uuid("plaintiff_id", &self.plaintiff_id)?;
        let task_id = required_uuid("task_id", &self.task_id)?;
        let outcome = required_text("outcome", &self.outcome)?;
        let interest = optional_text("interest", &self.interest)?;
        let notes = optional_text("notes", &self.notes)?;
        let follow_up_at = optional_instant("follow_up_at", &self.follow_up_at)?;
        let bucket = Bucket::of(&outcome, interest.as_deref());
        Ok(Call { plaintiff_id, task_id, outcome, interest, notes, follow_up_at, bucket })
    }
}

impl Call {
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

    const ID: &str = "6f9619ff-8b86-d011-b42d-00c04fc964ff";

    fn fields() -> CallFields<'static> {
        CallFields {
            plaintiff_id: Field::from_text(Some(ID)),
            task_id: Field::from_text(Some(ID)),
            outcome: Field::from_text(Some("reached")),
            interest: Field::Null,
            notes: Field::Null,
            follow_up_at: Moment::Field(Field::from_text(Some("2026-01-31T09:00:00Z"))),
        }
    }

    #[test]
    fn the_three_required_fields_are_named_in_order() {
        let blank = || Field::from_text(Some(" "));
        let mut sent = CallFields {
            plaintiff_id: Field::Null,
            task_id: Field::Absent,
            outcome: blank(),
            ..fields()
        };
        for name in ["plaintiff_id", "task_id", "outcome"] {
            assert_eq!(sent.check(), Err(InputFault::Missing(name)));
            match name {
                "plaintiff_id" => sent.plaintiff_id = fields().plaintiff_id,
                _ => sent.task_id = fields().task_id,
            }
        }
    }

    #[test]
    fn a_terminal_outcome_has_no_next_call() {
        let call = fields().check().unwrap();
        assert!(call.next_call_at().is_some());
        let ended = CallFields { outcome: Field::from_text(Some("bad_number")), ..fields() };
        let ended = ended.check().unwrap();
        assert!(ended.follow_up_at.is_some() && ended.next_call_at().is_none());
    }

    #[test]
    fn notes_stand_in_for_the_usual_words() {
        let quiet = fields().check().unwrap();
        assert_eq!(quiet.history_note(), "Call outcome recorded: reached");
        assert_eq!(quiet.follow_up_note(), "Follow-up call");
        let noted = CallFields { notes: Field::from_text(Some("after lunch")), ..fields() };
        let noted = noted.check().unwrap();
        assert_eq!(
            (noted.history_note().as_str(), noted.follow_up_note()),
            ("after lunch", "after lunch")
        );
    }

    #[test]
    fn the_outcome_stays_as_it_was_spelt_and_blank_interest_is_none() {
        let sent = CallFields {
            outcome: Field::from_text(Some(" Reached ")),
            interest: Field::from_text(Some("")),
            ..fields()
        };
        let call = sent.check().unwrap();
        assert_eq!((call.outcome.as_str(), call.interest), (" Reached ", None));
    }
}
