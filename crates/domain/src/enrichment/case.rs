//! A case with its parties: what must be in the payload.

use uuid::Uuid;

use crate::Date;
use crate::field::Field;
use crate::imports::{parse_date, parse_money};
use crate::input::{InputFault, optional_uuid, trimmed_text};

/// A case as it was sent.
#[derive(Clone)]
#[allow(missing_docs, reason = "named as in the payload")]
pub struct CaseFields<'a> {
    pub case_number: Field<'a>,
    pub org_id: Field<'a>,
    pub source: Field<'a>,
    pub court: Field<'a>,
    pub title: Field<'a>,
    pub state: Field<'a>,
    pub county: Field<'a>,
    pub case_type: Field<'a>,
    pub status: Field<'a>,
    pub amount_awarded: Field<'a>,
    pub judgment_date: Field<'a>,
    pub filing_date: Field<'a>,
}

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

impl CaseFields<'_> {
    /// Checks a case; what is left out gets the table's default.
    pub fn check(&self) -> Result<CaseRequest, InputFault> {
        const NUMBER: &str = "payload.case.case_number";
        let case_number =
            trimmed_text(NUMBER, &self.case_number)?.ok_or(InputFault::Missing(NUMBER))?;
        Ok(CaseRequest {
            case_number: case_number.to_uppercase(),
            org_id: optional_uuid("org_id", &self.org_id)?.unwrap_or(Uuid::nil()),
            source: trimmed_text("source", &self.source)?.unwrap_or_else(|| "unknown".into()),
            court: trimmed_text("court", &self.court)?,
            title: trimmed_text("title", &self.title)?.unwrap_or_else(|| "Untitled Case".into()),
            state: trimmed_text("state", &self.state)?,
            county: trimmed_text("county", &self.county)?,
            case_type: trimmed_text("case_type", &self.case_type)?,
            status: trimmed_text("status", &self.status)?,
            amount_awarded: amount(&self.amount_awarded)?,
            judgment_date: date("judgment_date", &self.judgment_date)?,
            filing_date: date("filing_date", &self.filing_date)?,
        })
    }
}

fn amount(field: &Field<'_>) -> Result<Option<String>, InputFault> {
    const WANTED: &str = "an amount from 0 to 999999999999.99";
    let Some(text) = trimmed_text("amount_awarded", field)? else { return Ok(None) };
    let amount = parse_money(&text);
    amount.map(Some).ok_or_else(|| InputFault::malformed("amount_awarded", WANTED, field))
}

fn date(name: &'static str, field: &Field<'_>) -> Result<Option<Date>, InputFault> {
    const WANTED: &str = "a date, YYYY-MM-DD or MM/DD/YYYY";
    let Some(text) = trimmed_text(name, field)? else { return Ok(None) };
    parse_date(&text).map(Some).ok_or_else(|| InputFault::malformed(name, WANTED, field))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> CaseFields<'static> {
        CaseFields {
            case_number: Field::from_text(Some(" 24-cv-1 ")),
            org_id: Field::Absent,
            source: Field::Absent,
            court: Field::Absent,
            title: Field::Absent,
            state: Field::Absent,
            county: Field::Absent,
            case_type: Field::Absent,
            status: Field::Absent,
            amount_awarded: Field::Number("1200.5".into()),
            judgment_date: Field::from_text(Some("2024-03-09")),
            filing_date: Field::Absent,
        }
    }

    #[test]
    fn a_number_is_enough_and_is_written_in_upper_case() {
        let case = fields().check().unwrap();
        assert_eq!((case.case_number.as_str(), case.source.as_str()), ("24-CV-1", "unknown"));
        assert_eq!((case.title.as_str(), case.org_id), ("Untitled Case", Uuid::nil()));
        assert_eq!(case.amount_awarded.as_deref(), Some("1200.50"));
        assert_eq!(case.judgment_date, Some(Date::constant(2024, 3, 9)));
    }

    #[test]
    fn the_missing_number_is_named_with_its_path() {
        let fault = CaseFields { case_number: Field::Null, ..fields() }.check().unwrap_err();
        assert_eq!(fault.to_string(), "payload.case.case_number is required");
    }

    #[test]
    fn amounts_and_dates_must_be_some() {
        let text = |text| Field::from_text(Some(text));
        for bad in [
            CaseFields { amount_awarded: text("-1"), ..fields() },
            CaseFields { amount_awarded: Field::Number("NaN".into()), ..fields() },
            CaseFields { judgment_date: text("soon"), ..fields() },
            CaseFields { filing_date: text("2024-02-30"), ..fields() },
            CaseFields { org_id: text("me"), ..fields() },
        ] {
            assert!(matches!(bad.check(), Err(InputFault::Malformed { .. })));
        }
    }
}
