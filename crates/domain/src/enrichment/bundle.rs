//! The elements of an enrichment bundle. One that cannot be used is skipped with a reason.

use uuid::Uuid;

use super::score;
use crate::input::{Input, InputFault, malformed, required};
use crate::length::fitting;

const CONTACT_KINDS: [&str; 3] = ["phone", "email", "address"];
const ASSET_TYPES: [&str; 7] =
    ["real_property", "bank_hint", "employment", "vehicle", "license", "ucc", "dba"];

/// A contact that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in the table")]
pub struct Contact {
    pub entity_id: Uuid,
    pub kind: String,
    pub value: String,
    pub source: Option<String>,
    pub validated: Option<bool>,
    pub score: Option<String>,
}

/// An asset that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in the table")]
pub struct Asset {
    pub entity_id: Uuid,
    pub asset_type: String,
    pub confidence: Option<String>,
    pub source: Option<String>,
}

impl Contact {
    /// Checks an element. What is left out stays as it is; a new row gets its default.
    pub fn read(input: &Input<'_>) -> Result<Self, InputFault> {
        Ok(Self {
            entity_id: required("entity_id", input.uuid("entity_id")?)?,
            kind: one_of(input, "kind", &CONTACT_KINDS, "phone, email or address")?,
            value: fitting("value", required("value", input.trimmed("value")?)?)?,
            source: input.trimmed("source")?,
            validated: input.boolean("validated_bool")?,
            score: digits(input, "score")?,
        })
    }
}

impl Asset {
    /// As for contacts; `meta_json` must be an object and passes by.
    pub fn read(input: &Input<'_>) -> Result<Self, InputFault> {
        let wanted = "real_property, bank_hint, employment, vehicle, license, ucc or dba";
        input.object("meta_json")?;
        Ok(Self {
            entity_id: required("entity_id", input.uuid("entity_id")?)?,
            asset_type: one_of(input, "asset_type", &ASSET_TYPES, wanted)?,
            confidence: digits(input, "confidence")?,
            source: input.trimmed("source")?,
        })
    }
}

fn one_of(
    input: &Input<'_>,
    name: &'static str,
    known: &[&str],
    wanted: &'static str,
) -> Result<String, InputFault> {
    let text = required(name, input.trimmed(name)?)?.to_ascii_lowercase();
    if known.contains(&text.as_str()) {
        return Ok(text);
    }
    Err(malformed(name, wanted, input.get(name)))
}

fn digits(input: &Input<'_>, name: &'static str) -> Result<Option<String>, InputFault> {
    Ok(score(input, name)?.map(|score| score.to_plain_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Field;

    const ID: &str = "6f9619ff-8b86-d011-b42d-00c04fc964ff";

    fn text(text: &str) -> Field<'_> {
        Field::from_text(Some(text))
    }

    /// A good contact, with this field instead.
    fn contact(name: &'static str, field: Field<'static>) -> Result<Contact, InputFault> {
        Contact::read(&Input(vec![
            (name, field),
            ("entity_id", text(ID)),
            ("kind", text("Phone")),
            ("value", text(" 555-0100 ")),
            ("score", Field::Number("12.5".into())),
        ]))
    }

    /// A good asset, with this field instead.
    fn asset(name: &'static str, field: Field<'static>) -> Result<Asset, InputFault> {
        let usual = [("entity_id", text(ID)), ("asset_type", text("vehicle"))];
        Asset::read(&Input([(name, field)].into_iter().chain(usual).collect()))
    }

    #[test]
    fn good_elements_are_tidied() {
        let kept = contact("source", Field::Null).unwrap();
        assert_eq!((kept.kind.as_str(), kept.value.as_str()), ("phone", "555-0100"));
        assert_eq!((kept.score.as_deref(), kept.validated), (Some("12.5"), None));
        let kept = asset("source", text(" dmv ")).unwrap();
        assert_eq!((kept.confidence, kept.source.as_deref()), (None, Some("dmv")));
    }

    #[test]
    fn the_reason_names_the_field() {
        for (name, field, said) in [
            ("entity_id", Field::Null, "entity_id is required"),
            ("entity_id", text("7"), "entity_id must be a UUID"),
            ("kind", text("fax"), "kind must be phone, email or address"),
            ("value", text(" "), "value is required"),
            ("score", text("high"), "score must be a number from 0 to 100"),
            ("validated_bool", text("maybe"), "validated_bool must be true or false"),
        ] {
            assert_eq!(contact(name, field).unwrap_err().to_string(), said);
        }
        let fault = asset("meta_json", text("x")).unwrap_err();
        assert_eq!(fault.to_string(), "meta_json must be an object");
        assert!(asset("asset_type", text("boat")).is_err());
        assert!(asset("confidence", text("101")).is_err());
        let long: &'static str = "9".repeat(501).leak();
        let fault = contact("value", text(long)).unwrap_err();
        assert_eq!(fault.to_string(), "value must be text of at most 500 characters");
    }
}
