//! A case with its parties: what must be in the payload.

use uuid::Uuid;

use crate::Date;
use crate::imports::{parse_date, parse_money};
use crate::input::{Input, InputFault, malformed, required};
use crate::length::{fitting, sharing};

/// A case that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in the table; texts are trimmed, blank ones None")]
pub struct CaseRequest {
    /// Upper case.
    pub case_number: String,
    pub org_id: Uuid,
    pub source: String,
    pub court: Option<String>,
    pub title: String,
    pub state: Option<String>,
    pub county: Option<String>,
    pub case_type: Option<String>,
    pub status: Option<String>,
    /// Digits with two decimals.
    pub amount_awarded: Option<String>,
    pub judgment_date: Option<Date>,
    pub filing_date: Option<Date>,
}

impl CaseRequest {
    /// Checks a case; what is left out gets the table's default.
    pub fn read(input: &Input<'_>) -> Result<Self, InputFault> {
        let case_number = required("payload.case.case_number", input.trimmed("case_number")?)?;
        Ok(Self {
            // Upper case may be longer.
            case_number: fitting("case_number", case_number.to_uppercase())?,
            org_id: input.uuid("org_id")?.unwrap_or(Uuid::nil()),
            source: sharing(
                "source",
                input.trimmed("source")?.unwrap_or_else(|| "unknown".into()),
            )?,
            court: input.trimmed("court")?,
            title: input.trimmed("title")?.unwrap_or_else(|| "Untitled Case".into()),
            state: input.trimmed("state")?,
            county: input.trimmed("county")?,
            case_type: input.trimmed("case_type")?,
            status: input.trimmed("status")?,
            amount_awarded: amount(input)?,
            judgment_date: date(input, "judgment_date")?,
            filing_date: date(input, "filing_date")?,
        })
    }
}

fn amount(input: &Input<'_>) -> Result<Option<String>, InputFault> {
    const NAME: &str = "amount_awarded";
    let field = input.get(NAME);
    let text = field.to_string();
    if field.is_unset() || text.trim().is_empty() {
        return Ok(None);
    }
    let wanted = "an amount from 0 to 999999999999.99";
    parse_money(&text).map(Some).ok_or_else(|| malformed(NAME, wanted, field))
}

fn date(input: &Input<'_>, name: &'static str) -> Result<Option<Date>, InputFault> {
    const WANTED: &str = "a date, YYYY-MM-DD or MM/DD/YYYY";
    let Some(text) = input.trimmed(name)? else { return Ok(None) };
    parse_date(&text).map(Some).ok_or_else(|| malformed(name, WANTED, input.get(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Field;

    /// A good case, with this field instead.
    fn case(name: &'static str, text: &'static str) -> Result<CaseRequest, InputFault> {
        let field = |text| Field::from_text(Some(text));
        CaseRequest::read(&Input(vec![
            (name, field(text)),
            ("case_number", field(" 24-cv-1 ")),
            ("amount_awarded", Field::Number("1200.5".into())),
            ("judgment_date", field("2024-03-09")),
        ]))
    }

    #[test]
    fn a_number_is_enough_and_is_written_in_upper_case() {
        let case = case("court", " ").unwrap();
        assert_eq!((case.case_number.as_str(), case.source.as_str()), ("24-CV-1", "unknown"));
        assert_eq!((case.title.as_str(), case.org_id), ("Untitled Case", Uuid::nil()));
        assert_eq!(case.amount_awarded.as_deref(), Some("1200.50"));
        assert_eq!((case.court, case.judgment_date), (None, Some(Date::constant(2024, 3, 9))));
    }

    #[test]
    fn the_missing_number_is_named_with_its_path() {
        let fault = case("case_number", " ").unwrap_err();
        assert_eq!(fault.to_string(), "payload.case.case_number is required");
    }

    #[test]
    fn number_and_source_are_bounded_as_they_are_kept() {
        let long = |text: &str, count| -> &'static str { text.repeat(count).leak() };
        for (name, fits, too_long) in [
            ("case_number", long("7", 500), long("7", 501)),
            ("case_number", long("\u{df}", 250), long("\u{df}", 251)),
            ("source", long("s", 100), long("s", 101)),
        ] {
            assert!(case(name, fits).is_ok(), "{name}");
            assert!(
                matches!(case(name, too_long), Err(InputFault::Malformed { field, .. }) if field == name)
            );
        }
    }

    #[test]
    fn amounts_and_dates_must_be_some() {
        for (name, text) in [
            ("amount_awarded", "-1"),
            ("amount_awarded", "NaN"),
            ("judgment_date", "soon"),
            ("filing_date", "2024-02-30"),
            ("org_id", "me"),
        ] {
            assert!(matches!(case(name, text), Err(InputFault::Malformed { .. })), "{name} {text}");
        }
    }
}
