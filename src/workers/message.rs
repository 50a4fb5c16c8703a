//! Messages between their jsonb and the rules.

use dragonfly_domain::Timestamp;
use dragonfly_domain::field::Field;
use dragonfly_domain::input::Input;
use dragonfly_domain::json::Json;
use dragonfly_domain::workers::{Form, InvalidEnvelope, Message};

use crate::body::Body;
use crate::element::Element;
use crate::ids;
use crate::jsonb::RawJsonb;

/// A message as it was sent.
pub struct Sent {
    value: Option<RawJsonb>,
    fields: Body,
}

/// A message that a worker can be handed.
pub struct Ready {
    /// In its normal form.
    pub value: RawJsonb,
    /// The key that its sender gave it.
    pub own_key: Option<String>,
}

impl Sent {
    /// Reads its fields.
    pub fn of(value: Option<RawJsonb>) -> Self {
        Self { value, fields: Body::of_object(value) }
    }

    /// As the rules see it.
    pub fn message(&self) -> Message<'_> {
        let value = self.value.as_ref().map_or(Field::Null, RawJsonb::field);
        Message { value, fields: self.fields.input() }
    }

    /// The message in a dead letter that was sent back whole.
    pub fn original(&self, form: Form) -> Option<Self> {
        let holder = self.message().original(form)?;
        Some(Self::of(self.fields.object(holder)))
    }

    /// Its value.
    pub fn value(&self) -> Option<RawJsonb> {
        self.value
    }

    /// A field that is text or a number, as text.
    pub fn text(&self, name: &str) -> Option<String> {
        match self.fields.input().get(name) {
            Field::Text(text) | Field::Number(text) => Some(text.to_string()),
            _ => None,
        }
    }

    /// Its normal form, made only where it has another one; or what is wrong with it.
    pub fn check(&self, form: Form, now: Timestamp) -> Result<Ready, InvalidEnvelope> {
        let message = self.message();
        let envelope = message.check(form, now, ids::new)?;
        let own_key = match &envelope {
            Some(envelope) => Some(envelope.idempotency_key.clone()),
            None => message.own_key(form).map(Into::into),
        };
        let normal = match envelope {
            Some(envelope) if !envelope.is_as_sent => self.with_head(envelope.head()),
            _ => self.value,
        };
        let value = normal.ok_or_else(|| InvalidEnvelope(Vec::new()))?;
        Ok(Ready { value, own_key })
    }

    /// The payload goes in as it was written: no digit is lost.
    fn with_head(&self, head: Json) -> Option<RawJsonb> {
        let payload = self.fields.object("payload")?;
        let Json::Object(mut fields) = head else { return None };
        fields.push(("payload", Json::Written(payload.to_string())));
        RawJsonb::of(&Json::Object(fields))
    }
}

/// The registry's key of a message of which only the field `idempotency_key` is known.
pub fn key_of(field: Option<RawJsonb>, form: Form, msg_id: i64) -> Option<String> {
    let field = field.map_or(Element::Absent, RawJsonb::element);
    let fields = Input(vec![("idempotency_key", field.field())]);
    let message = Message { value: Field::Object(&""), fields };
    message.key(form, msg_id).map(Into::into)
}
