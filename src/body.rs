//! A request on its way to the rules: its fields by name, from a JSON body or from SQL arguments.

use dragonfly_domain::field::Field;
use dragonfly_domain::input::{Input, InputFault, Shape};

use crate::element::Element;
use crate::error::Result;
use crate::jsonb::RawJsonb;

/// The fields of a request.
pub struct Body(Vec<(String, Element)>);

impl Body {
    /// The jsonb door: an object with the request's fields and no others.
    pub fn of_payload(payload: Option<RawJsonb>, shape: Shape) -> Result<Self> {
        let payload = payload.filter(|payload| !payload.is_null());
        let payload = payload.ok_or(InputFault::PayloadMissing(shape))?;
        if !payload.is_object() {
            let shown = payload.to_string().chars().take(100).collect();
            return Err(InputFault::PayloadNotObject(shape, shown).into());
        }
        let entries = payload.entries();
        shape.check_keys(entries.iter().map(|(key, _)| key.as_str()))?;
        Ok(Self(entries))
    }

    /// The fields of an object, whatever they are; nothing else has any.
    pub fn of_object(object: Option<RawJsonb>) -> Self {
        Self(object.map(RawJsonb::entries).unwrap_or_default())
    }

    /// The flat door: SQL arguments by their names.
    pub fn of_arguments<const N: usize>(arguments: [(&str, Element); N]) -> Self {
        Self(arguments.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// What the rules read.
    pub fn input(&self) -> Input<'_> {
        Input(self.0.iter().map(|(name, value)| (name.as_str(), value.field())).collect())
    }

    /// The object of that name, when one was sent.
    pub fn object(&self, name: &str) -> Option<RawJsonb> {
        self.0.iter().find(|(key, _)| key == name)?.1.nested()
    }

    /// The elements of the array of that name; none when it was not set.
    pub fn list(&self, name: &'static str) -> Result<Vec<Element>> {
        let found = self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        match found {
            None | Some(Element::Absent | Element::Null) => Ok(Vec::new()),
            Some(Element::Nested(value)) if value.is_array() => Ok(value.elements()),
            Some(other) => Err(not_a_list(name, &other.field())),
        }
    }
}

fn not_a_list(name: &'static str, value: &Field<'_>) -> crate::error::Error {
    dragonfly_domain::input::malformed(name, "an array", value).into()
}
