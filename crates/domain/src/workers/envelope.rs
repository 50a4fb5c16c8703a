//! The job envelope: every message on a worker queue is one (docs/contract/workers.md).

use jiff::Timestamp;
use uuid::Uuid;

use super::fault::{EnvelopeFault, Flaw, InvalidEnvelope};
use super::message::{MAX_KEY, Message};
use super::value;
use crate::field::Field;
use crate::json::Json;

const MAX_TYPE: usize = 64;
const MAX_ID: usize = 256;
/// More unknown fields than this say nothing new.
const MAX_UNKNOWN: usize = 100;

const FIELDS: [&str; 9] = [
    "job_id",
    "trace_id",
    "org_id",
    "idempotency_key",
    "entity_type",
    "entity_id",
    "attempt",
    "created_at",
    "payload",
];
/// What replaying tools leave in an envelope: dropped, not refused.
const DROPPED: [&str; 3] = ["_replayed_from_dlq", "_dlq_msg_id", "_replay_timestamp"];

/// An envelope in its normal form, without its payload: that is opaque and stays where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// `job_id`
    pub job_id: Uuid,
    /// `trace_id`
    pub trace_id: Uuid,
    /// `org_id`
    pub org_id: Uuid,
    /// `idempotency_key`, trimmed
    pub idempotency_key: String,
    /// `entity_type`, trimmed and in lower case
    pub entity_type: String,
    /// `entity_id`
    pub entity_id: String,
    /// `attempt` as its sender counts; the registry of processed jobs has its own count.
    pub attempt: i32,
    /// `created_at`
    pub created_at: Timestamp,
    /// The message is this form already, field by field: it can be passed on as it is.
    pub is_as_sent: bool,
}

impl Envelope {
    /// Every field but `payload`, in the order of the table.
    #[must_use]
    pub fn head(&self) -> Json {
        Json::object([
            ("job_id", self.job_id.into()),
            ("trace_id", self.trace_id.into()),
            ("org_id", self.org_id.into()),
            ("idempotency_key", self.idempotency_key.clone().into()),
            ("entity_type", self.entity_type.clone().into()),
            ("entity_id", self.entity_id.clone().into()),
            ("attempt", self.attempt.into()),
            ("created_at", self.created_at.into()),
        ])
    }

    fn is_sent_by(&self, message: &Message<'_>) -> bool {
        let fields = &message.fields;
        let text =
            |name, wanted: &str| matches!(fields.get(name), Field::Text(sent) if sent == wanted);
        fields.0.len() == FIELDS.len()
            && text("job_id", &self.job_id.to_string())
            && text("trace_id", &self.trace_id.to_string())
            && text("org_id", &self.org_id.to_string())
            && text("idempotency_key", &self.idempotency_key)
            && text("entity_type", &self.entity_type)
            && text("entity_id", &self.entity_id)
            && matches!(fields.get("attempt"), Field::Number(sent) if *sent == self.attempt.to_string())
            && text("created_at", &self.created_at.to_string())
    }
}

impl Message<'_> {
    /// The message as an envelope, or everything that is wrong with it. `now` and `new_id` stand in for
    /// the fields that may be absent.
    pub fn envelope(
        &self,
        now: Timestamp,
        mut new_id: impl FnMut() -> Uuid,
    ) -> Result<Envelope, InvalidEnvelope> {
        if !matches!(self.value, Field::Object(_)) {
            return Err(self.refused(Flaw::ModelType));
        }
        let mut check = Check { message: self, faults: Vec::new() };
        let mut envelope = Envelope {
            job_id: check.auto("job_id", value::uuid, &mut new_id),
            trace_id: check.auto("trace_id", value::uuid, &mut new_id),
            org_id: check.required("org_id", value::uuid),
            idempotency_key: check.required("idempotency_key", |field| value::key(field, MAX_KEY)),
            entity_type: check.required("entity_type", |field| value::lowered(field, MAX_TYPE)),
            entity_id: check.required("entity_id", |field| value::text(field, MAX_ID)),
            attempt: check.auto("attempt", value::attempt, || 1),
            created_at: check.auto("created_at", value::created_at, || value::whole_micros(now)),
            is_as_sent: false,
        };
        check.required("payload", value::object);
        check.no_others();
        if !check.faults.is_empty() {
            return Err(InvalidEnvelope(check.faults));
        }
        envelope.is_as_sent = envelope.is_sent_by(self);
        Ok(envelope)
    }

    /// The whole message is refused.
    pub(super) fn refused(&self, flaw: Flaw) -> InvalidEnvelope {
        InvalidEnvelope(vec![EnvelopeFault::new(None, flaw, &self.value)])
    }
}

/// Reads fields in order and keeps what is wrong with them; a field at fault counts as the default of
/// its type until then.
struct Check<'a> {
    message: &'a Message<'a>,
    faults: Vec<EnvelopeFault>,
}

impl Check<'_> {
    fn required<T: Default>(
        &mut self,
        name: &str,
        read: impl FnOnce(&Field<'_>) -> Result<T, Flaw>,
    ) -> T {
        let message = self.message;
        let (found, sent) = match message.fields.get(name) {
            Field::Absent => (Err(Flaw::Missing), &message.value),
            field => (read(field), field),
        };
        found.unwrap_or_else(|flaw| {
            self.faults.push(EnvelopeFault::new(Some(name), flaw, sent));
            T::default()
        })
    }

    /// A field that is made when it is absent; null is a fault.
    fn auto<T: Default>(
        &mut self,
        name: &str,
        read: impl FnOnce(&Field<'_>) -> Result<T, Flaw>,
        make: impl FnOnce() -> T,
    ) -> T {
        match self.message.fields.get(name) {
            Field::Absent => make(),
            _ => self.required(name, read),
        }
    }

    fn no_others(&mut self) {
        let is_known = |name: &str| FIELDS.contains(&name) || DROPPED.contains(&name);
        let unknown = self.message.fields.0.iter().filter(|(name, _)| !is_known(name));
        let faults = unknown
            .take(MAX_UNKNOWN)
            .map(|(name, field)| EnvelopeFault::new(Some(name), Flaw::ExtraForbidden, field));
        self.faults.extend(faults);
    }
}

#[cfg(test)]
#[path = "envelope_tests.rs"]
mod tests;
