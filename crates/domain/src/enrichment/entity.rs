//! Parties of a case: one row per case, role and normalised name.

use uuid::Uuid;

use crate::field::Field;
use crate::input::{Input, InputFault, required};
use crate::length::fitting;

const ROLES: [&str; 4] = ["plaintiff", "defendant", "garnishee", "other"];

/// An entity that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in the table; texts are trimmed, blank ones None")]
pub struct Entity {
    pub role: &'static str,
    pub name_full: String,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub business_name: Option<String>,
    pub ein_or_ssn: Option<String>,
    /// `None` where nothing of the name is left; a hash of the name stands for it then.
    pub name_normalized: Option<String>,
    pub plaintiff_id: Option<Uuid>,
    pub judgment_id: Option<i64>,
}

impl Entity {
    /// Checks an entity; the name is the first there is of `name_full`, `name`, `business_name`, first
    /// and last name.
    pub fn read(input: &Input<'_>) -> Result<Self, InputFault> {
        let first_name = input.trimmed("first_name")?;
        let last_name = input.trimmed("last_name")?;
        let business_name = input.trimmed("business_name")?;
        let name_full = input
            .trimmed("name_full")?
            .or(input.trimmed("name")?)
            .or_else(|| business_name.clone())
            .or_else(|| both(first_name.as_deref(), last_name.as_deref()));
        let name_full = fitting("name_full", required("name_full", name_full)?)?;
        Ok(Self {
            role: role(input.get("role")),
            name_normalized: normalised_name(&name_full),
            name_full,
            first_name,
            last_name,
            business_name,
            ein_or_ssn: input.trimmed("ein_or_ssn")?,
            plaintiff_id: input.uuid("plaintiff_id")?,
            judgment_id: input.integer("judgment_id")?,
        })
    }
}

/// Lower case, only a to z and 0 to 9; `None` when nothing is left.
#[must_use]
pub fn normalised_name(name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let kept: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    (!kept.is_empty()).then_some(kept)
}

/// What is not known is a defendant.
fn role(field: &Field<'_>) -> &'static str {
    let Field::Text(text) = field else { return "defendant" };
    let text = text.trim().to_ascii_lowercase();
    ROLES.into_iter().find(|role| *role == text).unwrap_or("defendant")
}

fn both(first: Option<&str>, last: Option<&str>) -> Option<String> {
    let names: Vec<&str> = [first, last].into_iter().flatten().collect();
    (!names.is_empty()).then(|| names.join(" "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(fields: &[(&'static str, &'static str)]) -> Result<Entity, InputFault> {
        let fields = fields.iter().map(|(name, text)| (*name, Field::from_text(Some(text))));
        Entity::read(&Input(fields.collect()))
    }

    #[test]
    fn the_name_is_the_first_there_is() {
        assert_eq!(read(&[]), Err(InputFault::Missing("name_full")));
        let mut sent = Vec::new();
        for (field, text, name) in [
            ("last_name", "Doe", "Doe"),
            ("first_name", " Ann ", "Ann Doe"),
            ("business_name", "Doe LLC", "Doe LLC"),
            ("name", "A. Doe", "A. Doe"),
            ("name_full", "Ann B. Doe", "Ann B. Doe"),
        ] {
            sent.push((field, text));
            assert_eq!(read(&sent).unwrap().name_full, name);
        }
    }

    /// However the name came about.
    #[test]
    fn names_are_bounded() {
        let half: &'static str = "n".repeat(250).leak();
        let whole: &'static str = "n".repeat(501).leak();
        assert!(read(&[("last_name", half), ("business_name", half)]).is_ok());
        for sent in [vec![("name", whole)], vec![("first_name", half), ("last_name", half)]] {
            let fault = read(&sent).unwrap_err();
            assert_eq!(fault.to_string(), "name_full must be text of at most 500 characters");
        }
    }

    #[test]
    fn unknown_roles_are_defendants() {
        for (sent, wanted) in [
            (" Garnishee ", "garnishee"),
            ("PLAINTIFF", "plaintiff"),
            ("other", "other"),
            ("witness", "defendant"),
            ("", "defendant"),
        ] {
            assert_eq!(read(&[("role", sent), ("name", "x")]).unwrap().role, wanted);
        }
        assert_eq!(read(&[("name", "x")]).unwrap().role, "defendant");
    }

    #[test]
    fn spellings_of_a_name_are_one() {
        for name in ["Acme, LLC", "ACME LLC.", " acme-llc ", "A.C.M.E. Llc"] {
            assert_eq!(normalised_name(name).as_deref(), Some("acmellc"), "{name}");
        }
        assert_eq!(normalised_name("Лев"), None);
        assert_eq!(normalised_name("Unit 7").as_deref(), Some("unit7"));
    }

    #[test]
    fn links_are_a_uuid_and_a_number() {
        let linked = read(&[("name", "x"), ("judgment_id", "12")]).unwrap();
        assert_eq!(linked.judgment_id, Some(12));
        for bad in ["1.5", "x", "99999999999999999999"] {
            assert!(read(&[("name", "x"), ("judgment_id", bad)]).is_err(), "{bad}");
        }
        assert!(read(&[("name", "x"), ("plaintiff_id", "12")]).is_err());
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(name in "\\PC*") {
            if let Some(once) = normalised_name(&name) {
                prop_assert_eq!(normalised_name(&once), Some(once.clone()));
            }
        }
    }
}
