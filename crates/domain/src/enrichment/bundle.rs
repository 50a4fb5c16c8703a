//! The elements of an enrichment bundle. One that cannot be used is skipped with a reason.

use uuid::Uuid;

use super::check_score;
use crate::field::Field;
use crate::input::{InputFault, required_text, required_uuid, trimmed_text};

const CONTACT_KINDS: [&str; 3] = ["phone", "email", "address"];
const ASSET_TYPES: [&str; 7] =
    ["real_property", "bank_hint", "employment", "vehicle", "license", "ucc", "dba"];

/// A contact as the vendor sent it.
#[derive(Clone)]
#[allow(missing_docs, reason = "named as in the bundle")]
pub struct ContactFields<'a> {
    pub entity_id: Field<'a>,
    pub kind: Field<'a>,
    pub value: Field<'a>,
    pub source: Field<'a>,
    pub validated: Field<'a>,
    pub score: Field<'a>,
}

/// A contact that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in the table")]
pub struct Contact {
    pub entity_id: Uuid,
    pub kind: String,
    pub value: String,
    pub source: Option<String>,
    pub validated: bool,
    pub score: String,
}

/// An asset as the vendor sent it; `meta_json` passes by.
#[derive(Clone)]
#[allow(missing_docs, reason = "named as in the bundle")]
pub struct AssetFields<'a> {
    pub entity_id: Field<'a>,
    pub asset_type: Field<'a>,
    pub meta_json: Field<'a>,
    pub confidence: Field<'a>,
    pub source: Field<'a>,
}

/// An asset that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in the table")]
pub struct Asset {
    pub entity_id: Uuid,
    pub asset_type: String,
    pub confidence: String,
    pub source: Option<String>,
}

impl ContactFields<'_> {
    /// What is left out gets its default: an element stands for the whole row.
    pub fn check(&self) -> Result<Contact, InputFault> {
        Ok(Contact {
            entity_id: required_uuid("entity_id", &self.entity_id)?,
            kind: one_of("kind", &self.kind, &CONTACT_KINDS, "phone, email or address")?,
            value: required_text("value", &self.value)?.trim().to_owned(),
            source: trimmed_text("source", &self.source)?,
            validated: flag("validated_bool", &self.validated)?,
            score: check_score("score", &self.score)?.unwrap_or_else(|| "0".into()),
        })
    }
}

impl AssetFields<'_> {
    /// As for contacts.
    pub fn check(&self) -> Result<Asset, InputFault> {
        if !matches!(self.meta_json, Field::Absent | Field::Null | Field::Object(_)) {
            return Err(InputFault::malformed("meta_json", "an object", &self.meta_json));
        }
        let wanted = "real_property, bank_hint, employment, vehicle, license, ucc or dba";
        Ok(Asset {
            entity_id: required_uuid("entity_id", &self.entity_id)?,
            asset_type: one_of("asset_type", &self.asset_type, &ASSET_TYPES, wanted)?,
            confidence: check_score("confidence", &self.confidence)?.unwrap_or_else(|| "0".into()),
            source: trimmed_text("source", &self.source)?,
        })
    }
}

fn one_of(
    name: &'static str,
    field: &Field<'_>,
    known: &[&str],
    wanted: &'static str,
) -> Result<String, InputFault> {
    let text = required_text(name, field)?.trim().to_ascii_lowercase();
    if known.contains(&text.as_str()) {
        return Ok(text);
    }
    Err(InputFault::malformed(name, wanted, field))
}

fn flag(name: &'static str, field: &Field<'_>) -> Result<bool, InputFault> {
    match field {
        Field::Absent | Field::Null => Ok(false),
        Field::Boolean(value) => Ok(*value),
        _ => Err(InputFault::malformed(name, "true or false", field)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "6f9619ff-8b86-d011-b42d-00c04fc964ff";

    fn text(text: &str) -> Field<'_> {
        Field::from_text(Some(text))
    }

    fn contact() -> ContactFields<'static> {
        ContactFields {
            entity_id: text(ID),
            kind: text("Phone"),
            value: text(" 555-0100 "),
            source: Field::Absent,
            validated: Field::Absent,
            score: Field::Number("12.5".into()),
        }
    }

    fn asset() -> AssetFields<'static> {
        AssetFields {
            entity_id: text(ID),
            asset_type: text("vehicle"),
            meta_json: Field::Absent,
            confidence: Field::Absent,
            source: text(" dmv "),
        }
    }

    #[test]
    fn good_elements_are_tidied() {
        let kept = contact().check().unwrap();
        assert_eq!((kept.kind.as_str(), kept.value.as_str()), ("phone", "555-0100"));
        assert_eq!((kept.score.as_str(), kept.validated), ("12.5", false));
        let kept = asset().check().unwrap();
        assert_eq!((kept.confidence.as_str(), kept.source.as_deref()), ("0", Some("dmv")));
    }

    #[test]
    fn the_reason_names_the_field() {
        let reason = |contact: ContactFields<'_>| contact.check().unwrap_err().to_string();
        for (bad, said) in [
            (ContactFields { entity_id: Field::Null, ..contact() }, "entity_id is required"),
            (ContactFields { entity_id: text("7"), ..contact() }, "entity_id must be a UUID"),
            (
                ContactFields { kind: text("fax"), ..contact() },
                "kind must be phone, email or address",
            ),
            (ContactFields { value: text(" "), ..contact() }, "value is required"),
            (
                ContactFields { score: text("high"), ..contact() },
                "score must be a number from 0 to 100",
            ),
            (
                ContactFields { validated: text("yes"), ..contact() },
                "validated_bool must be true or false",
            ),
        ] {
            assert_eq!(reason(bad), said);
        }
        let fault = AssetFields { meta_json: text("x"), ..asset() }.check().unwrap_err();
        assert_eq!(fault.to_string(), "meta_json must be an object");
        assert!(AssetFields { asset_type: text("boat"), ..asset() }.check().is_err());
        assert!(AssetFields { confidence: text("101"), ..asset() }.check().is_err());
    }
}
