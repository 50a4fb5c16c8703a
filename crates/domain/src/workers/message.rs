//! A message as a worker's queue holds it, and the key that it is known by.

use std::borrow::Cow;

use jiff::Timestamp;
use uuid::Uuid;

use super::envelope::Envelope;
use super::fault::InvalidEnvelope;
use super::value;
use crate::field::Field;
use crate::input::Input;
use crate::queue::{accepted_key, key_of_message};

/// The longest idempotency key, in characters.
pub(super) const MAX_KEY: usize = 512;

/// What a queue's policy asks of its messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A job envelope.
    Envelope,
    /// An object.
    Object,
}

impl Form {
    /// From `queue_policy.envelope`.
    #[must_use]
    pub const fn of_policy(envelope: bool) -> Self {
        if envelope { Self::Envelope } else { Self::Object }
    }
}

/// A message: its whole value, and its fields when it is an object.
#[derive(Clone)]
pub struct Message<'a> {
    /// The value; of an object it is only displayed.
    pub value: Field<'a>,
    /// The fields.
    pub fields: Input<'a>,
}

/// Fields that dead letters have, ours and those of other tools, and that no envelope may have.
const MARKS: [&str; 10] = [
    "original_queue",
    "original_msg_id",
    "error",
    "error_message",
    "validation_errors",
    "attempt_count",
    "moved_to_dlq_at",
    "dlq_log_id",
    "dead_lettered_at",
    "failed_at",
];

/// Those that each of our letters has.
const OURS: [&str; 4] = ["original_queue", "original_msg_id", "moved_to_dlq_at", "dlq_log_id"];

impl Message<'_> {
    /// The field that holds the message itself, where this is a dead letter that a tool sent back whole. Any
    /// object may be a job of other queues, so there only a letter as we write it counts.
    #[must_use]
    pub fn original(&self, form: Form) -> Option<&'static str> {
        let is_object = |name: &str| matches!(self.fields.get(name), Field::Object(_));
        let holder = if is_object("original_payload") {
            "original_payload"
        } else if form == Form::Envelope && is_object("payload") {
            "payload"
        } else {
            return None;
        };
        let is_set = |name: &&str| !self.fields.get(name).is_unset();
        let is_letter = match form {
            Form::Envelope => MARKS.iter().any(is_set),
            Form::Object => OURS.iter().all(is_set),
        };
        is_letter.then_some(holder)
    }

    /// Whether a worker can be handed this message: an envelope in its normal form, or nothing to say
    /// about an object that need not be one.
    pub fn check(
        &self,
        form: Form,
        now: Timestamp,
        new_id: impl FnMut() -> Uuid,
    ) -> Result<Option<Envelope>, InvalidEnvelope> {
        match form {
            Form::Envelope => self.envelope(now, new_id).map(Some),
            Form::Object => {
                value::object(&self.value).map(|()| None).map_err(|flaw| self.refused(flaw))
            }
        }
    }

    /// The key that its sender gave it: of an envelope without the blanks around it, of another message
    /// as `queue_job` takes it. `None` when there is none that could be used.
    #[must_use]
    pub fn own_key(&self, form: Form) -> Option<Cow<'_, str>> {
        let field = self.fields.get("idempotency_key");
        match form {
            Form::Envelope => value::key(field, MAX_KEY).ok().map(Cow::Owned),
            Form::Object => accepted_key(field),
        }
    }

    /// The key that the registry of processed jobs has it under; only an envelope without a usable key
    /// has none, and nobody is handed that.
    #[must_use]
    pub fn key(&self, form: Form, msg_id: i64) -> Option<Cow<'_, str>> {
        match form {
            Form::Envelope => self.own_key(form),
            Form::Object => self.own_key(form).or_else(|| Some(Cow::Owned(key_of_message(msg_id)))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Flaw;
    use super::*;

    fn keyed(key: Field<'_>) -> Message<'_> {
        Message { value: Field::Object(&"{}"), fields: Input(vec![("idempotency_key", key)]) }
    }

    #[test]
    fn an_envelopes_key_is_trimmed() {
        let message = keyed(Field::from_text(Some(" a b ")));
        assert_eq!(message.key(Form::Envelope, 7).as_deref(), Some("a b"));
        assert_eq!(message.key(Form::Object, 7).as_deref(), Some(" a b "));
    }

    #[test]
    fn without_a_usable_key_an_object_is_known_by_its_message() {
        let long = "x".repeat(513);
        for key in [
            Field::Absent,
            Field::Null,
            Field::from_text(Some(" ")),
            Field::from_text(Some(&long)),
            Field::Boolean(true),
            Field::Array(&"[]"),
        ] {
            let message = keyed(key);
            assert_eq!(message.key(Form::Object, 7).as_deref(), Some("\u{1}msg:7"));
            assert_eq!(
                (message.key(Form::Envelope, 7), message.own_key(Form::Object)),
                (None, None)
            );
        }
    }

    #[test]
    fn a_message_cannot_take_the_key_of_another() {
        let message = keyed(Field::from_text(Some("\u{1}msg:8")));
        assert_eq!(message.key(Form::Object, 7).as_deref(), Some("\u{1}msg:7"));
    }

    #[test]
    fn a_number_is_a_key_of_the_job_queues_only() {
        let message = keyed(Field::Number("5".into()));
        assert_eq!(message.key(Form::Object, 7).as_deref(), Some("5"));
        assert_eq!(message.key(Form::Envelope, 7), None);
    }

    #[test]
    fn other_queues_ask_for_an_object_only() {
        let check = |value| {
            let message = Message { value, fields: Input::default() };
            message.check(Form::Object, Timestamp::UNIX_EPOCH, Uuid::nil)
        };
        assert_eq!(check(Field::Object(&"{}")), Ok(None));
        for value in [Field::Null, Field::Array(&"[]"), Field::Array(&"\"x\"")] {
            let refused = check(value).unwrap_err();
            assert_eq!((&refused.0[0].field, &refused.0[0].flaw), (&None, &Flaw::DictType));
        }
    }

    #[test]
    fn a_letter_that_was_sent_back_whole_is_known_by_its_marks() {
        let original = |form, fields: &[&'static str]| {
            let object = |name: &&'static str| match *name {
                "original_payload" | "payload" => (*name, Field::Object(&"{}")),
                _ => (*name, Field::from_text(Some("x"))),
            };
            let fields = Input(fields.iter().map(object).collect());
            Message { value: Field::Object(&"{}"), fields }.original(form)
        };
        for mark in MARKS {
            let (ours, others) = (["original_payload", mark], ["payload", mark]);
            assert_eq!(original(Form::Envelope, &ours), Some("original_payload"));
            assert_eq!(original(Form::Envelope, &others), Some("payload"));
            assert_eq!(original(Form::Object, &ours), None);
            assert_eq!(original(Form::Object, &others), None);
        }
        let whole = ["original_payload", OURS[0], OURS[1], OURS[2], OURS[3]];
        assert_eq!(original(Form::Object, &whole), Some("original_payload"));
        for fields in [&["payload", "org_id"][..], &["original_payload"], &["error"]] {
            assert_eq!(original(Form::Envelope, fields), None, "{fields:?}");
        }
    }

    #[test]
    fn the_policy_says_which() {
        assert_eq!([true, false].map(Form::of_policy), [Form::Envelope, Form::Object]);
    }
}
