//! Parties of a case: one row per case, role and normalised name.

use uuid::Uuid;

use crate::field::Field;
use crate::input::{InputFault, optional_uuid, trimmed_text};

const ROLES: [&str; 4] = ["plaintiff", "defendant", "garnishee", "other"];

/// An entity as it was sent; addresses and the like pass by.
#[derive(Clone)]
#[allow(missing_docs, reason = "named as in the payload")]
pub struct EntityFields<'a> {
    pub role: Field<'a>,
    pub name_full: Field<'a>,
    pub name: Field<'a>,
    pub business_name: Field<'a>,
    pub first_name: Field<'a>,
    pub last_name: Field<'a>,
    pub ein_or_ssn: Field<'a>,
    pub plaintiff_id: Field<'a>,
    pub judgment_id: Field<'a>,
}

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

impl EntityFields<'_> {
    /// Checks an entity; the name is the first there is of `name_full`, `name`, `business_name`, first
    /// and last name.
    pub fn check(&self) -> Result<Entity, InputFault> {
        let first_name = trimmed_text("first_name", &self.first_name)?;
        let last_name = trimmed_text("last_name", &self.last_name)?;
        let business_name = trimmed_text("business_name", &self.business_name)?;
        let name_full = trimmed_text("name_full", &self.name_full)?
            .or(trimmed_text("name", &self.name)?)
            .or_else(|| business_name.clone())
            .or_else(|| both(first_name.as_deref(), last_name.as_deref()))
            .ok_or(InputFault::Missing("name_full"))?;
        Ok(Entity {
            role: role(&self.role),
            name_normalized: normalised_name(&name_full),
            name_full,
            first_name,
            last_name,
            business_name,
            ein_or_ssn: trimmed_text("ein_or_ssn", &self.ein_or_ssn)?,
            plaintiff_id: optional_uuid("plaintiff_id", &self.plaintiff_id)?,
            judgment_id: judgment_id(&self.judgment_id)?,
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

fn judgment_id(field: &Field<'_>) -> Result<Option<i64>, InputFault> {
    let Some(text) = trimmed_text("judgment_id", field)? else { return Ok(None) };
    text.parse()
        .map(Some)
        .map_err(|_| InputFault::malformed("judgment_id", "a whole number", field))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn nothing() -> EntityFields<'static> {
        EntityFields {
            role: Field::Absent,
            name_full: Field::Absent,
            name: Field::Absent,
            business_name: Field::Absent,
            first_name: Field::Absent,
            last_name: Field::Absent,
            ein_or_ssn: Field::Absent,
            plaintiff_id: Field::Absent,
            judgment_id: Field::Absent,
        }
    }

    fn text(text: &str) -> Field<'_> {
        Field::from_text(Some(text))
    }

    #[test]
    fn the_name_is_the_first_there_is() {
        assert_eq!(nothing().check(), Err(InputFault::Missing("name_full")));
        let mut sent = EntityFields { last_name: text("Doe"), ..nothing() };
        assert_eq!(sent.check().unwrap().name_full, "Doe");
        sent.first_name = text(" Ann ");
        assert_eq!(sent.check().unwrap().name_full, "Ann Doe");
        sent.business_name = text("Doe LLC");
        assert_eq!(sent.check().unwrap().name_full, "Doe LLC");
        sent.name = text("A. Doe");
        assert_eq!(sent.check().unwrap().name_full, "A. Doe");
        sent.name_full = text("Ann B. Doe");
        assert_eq!(sent.check().unwrap().name_full, "Ann B. Doe");
    }

    #[test]
    fn unknown_roles_are_defendants() {
        let role = |field| EntityFields { role: field, name: text("x"), ..nothing() };
        for (field, wanted) in [
            (text(" Garnishee "), "garnishee"),
            (text("PLAINTIFF"), "plaintiff"),
            (text("other"), "other"),
            (text("witness"), "defendant"),
            (Field::Absent, "defendant"),
            (Field::Boolean(true), "defendant"),
        ] {
            assert_eq!(role(field).check().unwrap().role, wanted);
        }
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
        let named = EntityFields { name: text("x"), ..nothing() };
        let linked = EntityFields { judgment_id: Field::Number("12".into()), ..named.clone() };
        assert_eq!(linked.check().unwrap().judgment_id, Some(12));
        for bad in ["1.5", "x", "99999999999999999999"] {
            assert!(
                EntityFields { judgment_id: text(bad), ..named.clone() }.check().is_err(),
                "{bad}"
            );
        }
        assert!(EntityFields { plaintiff_id: text("12"), ..named }.check().is_err());
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
