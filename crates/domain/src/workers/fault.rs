//! What can be wrong with an envelope, in the words that workers know from pydantic, and what else the
//! worker functions refuse.

use std::fmt;

use thiserror::Error;

use crate::field::Field;
use crate::input::{InputFault, parse_decimal};
use crate::json::Json;
use crate::reason::Reason;

/// How much of a value a fault shows, in characters: payloads are large and lists of faults are kept.
const SHOWN: usize = 1000;
/// Names of fields and queues are shown up to here.
const EXCERPT: usize = 100;

/// What is wrong with one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A required field is not there.
    Missing,
    /// The envelope has no such field.
    ExtraForbidden,
    /// Text that is no UUID; carries why.
    UuidParsing(String),
    /// No text where a UUID belongs.
    UuidType,
    /// No text.
    StringType,
    /// Fewer than one character.
    StringTooShort,
    /// More characters than this.
    StringTooLong(usize),
    /// Text that begins with the mark of keys that no sender may use.
    StringPattern,
    /// Text that is no whole number.
    IntParsing,
    /// No number.
    IntType,
    /// A number with a fractional part.
    IntFromFloat,
    /// A number below this one.
    GreaterThanEqual(i32),
    /// A number above this one.
    LessThanEqual(i32),
    /// No text where a time belongs.
    DatetimeType,
    /// Text that is no ISO 8601 time.
    DatetimeParsing,
    /// No object.
    DictType,
    /// The envelope itself is no object.
    ModelType,
}

impl Flaw {
    /// Its type, as pydantic names it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::ExtraForbidden => "extra_forbidden",
            Self::UuidParsing(_) => "uuid_parsing",
            Self::UuidType => "uuid_type",
            Self::StringType => "string_type",
            Self::StringTooShort => "string_too_short",
            Self::StringTooLong(_) => "string_too_long",
            Self::StringPattern => "string_pattern_mismatch",
            Self::IntParsing => "int_parsing",
            Self::IntType => "int_type",
            Self::IntFromFloat => "int_from_float",
            Self::GreaterThanEqual(_) => "greater_than_equal",
            Self::LessThanEqual(_) => "less_than_equal",
            Self::DatetimeType => "datetime_type",
            Self::DatetimeParsing => "datetime_parsing",
            Self::DictType => "dict_type",
            Self::ModelType => "model_type",
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "Field required",
            Self::ExtraForbidden => "Extra inputs are not permitted",
            Self::UuidParsing(why) => {
                return write!(f, "Input should be a valid UUID, {why}");
            }
            Self::UuidType => "UUID input should be a string, bytes or UUID object",
            Self::StringType => "Input should be a valid string",
            Self::StringTooShort => "String should have at least 1 character",
            Self::StringTooLong(most) => {
                return write!(f, "String should have at most {most} characters");
            }
            Self::StringPattern => "String should match pattern '^[^\\x01]'",
            Self::IntParsing => {
                "Input should be a valid integer, unable to parse string as an integer"
            }
            Self::IntType => "Input should be a valid integer",
            Self::IntFromFloat => {
                "Input should be a valid integer, got a number with a fractional part"
            }
            Self::GreaterThanEqual(least) => {
                return write!(f, "Input should be greater than or equal to {least}");
            }
            Self::LessThanEqual(most) => {
                return write!(f, "Input should be less than or equal to {most}");
            }
            Self::DatetimeType => "Input should be a valid datetime",
            Self::DatetimeParsing => "Input should be a valid datetime, expected ISO 8601",
            Self::DictType => "Input should be a valid dictionary",
            Self::ModelType => "Input should be a valid dictionary or instance of JobEnvelope",
        })
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct EnvelopeFault {
    /// The field; `None` is the envelope itself.
    pub field: Option<String>,
    /// What is wrong.
    pub flaw: Flaw,
    /// What was sent: a short value as it is, a long one as text cut to 1000 characters. Of a missing
    /// field it is the envelope.
    pub input: Json,
}

impl EnvelopeFault {
    /// A fault of a field that was sent, or of the envelope it is missing in.
    #[must_use]
    pub fn new(field: Option<&str>, flaw: Flaw, sent: &Field<'_>) -> Self {
        let name = |name: &str| name.replace('\0', "").chars().take(EXCERPT).collect();
        Self { field: field.map(name), flaw, input: shown(sent) }
    }

    /// As pydantic writes it.
    #[must_use]
    pub fn json(&self) -> Json {
        Json::object([
            ("loc", Json::List(self.field.iter().map(|name| name.clone().into()).collect())),
            ("msg", self.flaw.to_string().into()),
            ("type", self.flaw.name().into()),
            ("input", self.input.clone()),
        ])
    }
}

fn shown(sent: &Field<'_>) -> Json {
    let cut = || Json::Text(sent.excerpt(SHOWN).replace('\0', ""));
    match sent {
        Field::Absent | Field::Null => Json::Null,
        Field::Boolean(value) => Json::Boolean(*value),
        Field::Number(digits) if digits.len() <= SHOWN => {
            parse_decimal(digits).map_or_else(cut, Json::Number)
        }
        Field::Array(_) | Field::Object(_) => {
            let written = sent.excerpt(SHOWN + 1);
            if written.chars().nth(SHOWN).is_none() { Json::Written(written) } else { cut() }
        }
        Field::Text(_) | Field::Number(_) | Field::LongNumber(_) => cut(),
    }
}

/// Everything that is wrong with an envelope: faults of its fields in the order of the table, then
/// the first hundred fields that it should not have.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("Invalid Envelope")]
pub struct InvalidEnvelope(pub Vec<EnvelopeFault>);

impl InvalidEnvelope {
    /// The list, as the dead letter keeps it and the error's DETAIL shows it.
    #[must_use]
    pub fn json(&self) -> Json {
        Json::List(self.0.iter().map(EnvelopeFault::json).collect())
    }
}

/// A request that the worker functions refuse; all of them are SQLSTATE P0001.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum WorkersFault {
    /// An argument's form.
    #[error(transparent)]
    Input(#[from] InputFault),
    /// An envelope that nobody could work on.
    #[error(transparent)]
    Envelope(#[from] InvalidEnvelope),
    /// The dead letters, or a queue of staged content; carries the name, cut.
    #[error("not a worker queue")]
    NotWorkerQueue(String),
    /// A queue of the data model is to be dropped; carries the name.
    #[error("queue {0} is built in")]
    BuiltIn(String),
}

impl WorkersFault {
    /// The word for it.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        match self {
            Self::Input(fault) => fault.reason(),
            Self::Envelope(_) => Reason::InvalidEnvelope,
            Self::NotWorkerQueue(_) => Reason::NotAWorkerQueue,
            Self::BuiltIn(_) => Reason::BuiltInQueue,
        }
    }

    /// The offending value.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Input(fault) => fault.detail(),
            Self::Envelope(invalid) => Some(invalid.json().to_string()),
            Self::NotWorkerQueue(name) | Self::BuiltIn(name) => Some(format!("queue is {name}")),
        }
    }

    /// What to do instead.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Input(fault) => fault.hint(),
            Self::Envelope(_) => {
                "Send org_id, idempotency_key, entity_type, entity_id and payload; \
                optional: job_id, trace_id, attempt, created_at."
                    .to_owned()
            }
            Self::BuiltIn(name) => {
                format!("SELECT pgmq.purge_queue('{name}') removes its messages.")
            }
            Self::NotWorkerQueue(_) => "SELECT queue_name FROM workers.v_queue_metrics lists the \
                queues; dead letters go back with workers.replay_dead_letters()."
                .to_owned(),
        }
    }
}
