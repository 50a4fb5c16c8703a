//! One row of a vendor export: what must be in it, and what it becomes.

use crate::Date;

use super::{parse_amount, parse_date, usable_email, usable_phone};

/// A row as it was exported; blank cells are `None` or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the columns of the export")]
pub struct RowFields {
    pub plaintiff_name: Option<String>,
    pub judgment_number: Option<String>,
    pub judgment_amount: Option<String>,
    pub address: [Option<String>; 5],
    pub phone: Option<String>,
    pub email: Option<String>,
    pub court_name: Option<String>,
    pub judgment_date: Option<String>,
    pub case_number: Option<String>,
    pub docket_number: Option<String>,
    pub filing_date: Option<String>,
    pub status: Option<String>,
    pub county: Option<String>,
    pub state: Option<String>,
    pub defendant_name: Option<String>,
    pub lead_id: Option<String>,
    pub best_contact_method: Option<String>,
}

/// A row that can be turned into a plaintiff and a judgment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in the export; texts are trimmed, blank ones None")]
pub struct Row {
    pub plaintiff_name: String,
    pub judgment_number: String,
    /// The row's case number, else its judgment number.
    pub case_number: String,
    /// Digits with two decimals.
    pub amount: String,
    /// The lines that are not blank, joined by commas.
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub court_name: Option<String>,
    pub docket_number: Option<String>,
    /// Date of the judgment, else of its filing, else the day of the import.
    pub entry_date: Date,
    pub status: Option<String>,
    pub county: Option<String>,
    pub state: Option<String>,
    pub defendant_name: Option<String>,
    pub lead_id: Option<String>,
    pub best_contact_method: Option<String>,
}

/// What is wrong with a row, as its `error_log` says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Column of the export.
    pub field: &'static str,
    /// What is wrong with it.
    pub message: &'static str,
}

/// A text that is looked up by an index must fit into one of its rows; this does in any spelling.
const MAX_CHARACTERS: usize = 500;

impl RowFields {
    /// Checks a row; reports the first fault.
    pub fn check(self, today: Date) -> Result<Row, RowFault> {
        self.check_lengths()?;
        let plaintiff_name = required("plaintiff_name", self.plaintiff_name)?;
        let judgment_number = required("judgment_number", self.judgment_number)?;
        let amount = required("judgment_amount", self.judgment_amount)?;
        let amount = parse_amount(&amount).ok_or(RowFault {
            field: "judgment_amount",
            message: "must be an amount from 0 to 99999999.99",
        })?;
        let judgment_date = date("judgment_date", self.judgment_date)?;
        let filing_date = date("filing_date", self.filing_date)?;
        Ok(Row {
            plaintiff_name,
            case_number: trimmed(self.case_number).unwrap_or_else(|| judgment_number.clone()),
            judgment_number,
            amount,
            address: joined(self.address),
            phone: self.phone.as_deref().and_then(usable_phone).map(str::to_owned),
            email: self.email.as_deref().and_then(usable_email).map(str::to_owned),
            court_name: trimmed(self.court_name),
            docket_number: trimmed(self.docket_number),
            entry_date: judgment_date.or(filing_date).unwrap_or(today),
            status: trimmed(self.status),
            county: trimmed(self.county),
            state: trimmed(self.state),
            defendant_name: trimmed(self.defendant_name),
            lead_id: trimmed(self.lead_id),
            best_contact_method: trimmed(self.best_contact_method),
        })
    }
}

impl RowFields {
    fn check_lengths(&self) -> Result<(), RowFault> {
        let [line_1, line_2, city, state, zip] = &self.address;
        let texts = [
            ("plaintiff_name", &self.plaintiff_name),
            ("judgment_number", &self.judgment_number),
            ("plaintiff_address_1", line_1),
            ("plaintiff_address_2", line_2),
            ("plaintiff_city", city),
            ("plaintiff_state", state),
            ("plaintiff_zip", zip),
            ("plaintiff_phone", &self.phone),
            ("plaintiff_email", &self.email),
            ("case_number", &self.case_number),
            ("defendant_name", &self.defendant_name),
        ];
        for (field, text) in texts {
            if text.as_ref().is_some_and(|text| text.chars().count() > MAX_CHARACTERS) {
                return Err(RowFault { field, message: "must have at most 500 characters" });
            }
        }
        let address = joined(self.address.clone()).unwrap_or_default();
        if address.chars().count() > MAX_CHARACTERS {
            let message = "must have at most 500 characters with the other lines";
            return Err(RowFault { field: "plaintiff_address_1", message });
        }
        Ok(())
    }
}

/// How many rows of a run came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the counters of import_runs")]
pub struct Tally {
    pub total: i64,
    pub inserted: i64,
    pub skipped: i64,
    pub errors: i64,
}

/// How a run ended: failed when no row was taken over and none was there before.
#[must_use]
pub fn run_status(tally: Tally) -> &'static str {
    if tally.inserted + tally.skipped > 0 { "completed" } else { "failed" }
}

fn trimmed(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn required(field: &'static str, text: Option<String>) -> Result<String, RowFault> {
    trimmed(text).ok_or(RowFault { field, message: "is required" })
}

fn date(field: &'static str, text: Option<String>) -> Result<Option<Date>, RowFault> {
    let fault = RowFault { field, message: "must be MM/DD/YYYY, YYYY-MM-DD or M/D/YY" };
    trimmed(text).map(|text| parse_date(&text).ok_or(fault)).transpose()
}

fn joined(lines: [Option<String>; 5]) -> Option<String> {
    let lines: Vec<String> = lines.into_iter().filter_map(trimmed).collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Date {
        Date::constant(2026, 11, 22)
    }

    fn fields() -> RowFields {
        let text = |text: &str| Some(text.to_owned());
        RowFields {
            plaintiff_name: text(" Ann "),
            judgment_number: text("J-1"),
            judgment_amount: text("$1,200.00"),
            ..RowFields::default()
        }
    }

    #[test]
    fn three_columns_are_enough() {
        let row = fields().check(today()).unwrap();
        assert_eq!((row.plaintiff_name.as_str(), row.amount.as_str()), ("Ann", "1200.00"));
        assert_eq!((row.case_number.as_str(), row.entry_date), ("J-1", today()));
    }

    #[test]
    fn the_first_fault_names_its_column() {
        let blank = || Some("  ".to_owned());
        let bad = |row: RowFields| row.check(today()).unwrap_err().field;
        assert_eq!(bad(RowFields { plaintiff_name: blank(), ..fields() }), "plaintiff_name");
        assert_eq!(bad(RowFields { judgment_number: None, ..fields() }), "judgment_number");
        let negative = Some("(12.00)".to_owned());
        assert_eq!(bad(RowFields { judgment_amount: negative, ..fields() }), "judgment_amount");
        let never = || Some("02/30/2024".to_owned());
        assert_eq!(bad(RowFields { judgment_date: never(), ..fields() }), "judgment_date");
        assert_eq!(bad(RowFields { filing_date: never(), ..fields() }), "filing_date");
    }

    #[test]
    fn what_no_index_takes_is_refused() {
        let long = || Some("ä".repeat(501));
        let bad = |row: RowFields| row.check(today()).unwrap_err().field;
        assert_eq!(bad(RowFields { plaintiff_name: long(), ..fields() }), "plaintiff_name");
        assert_eq!(bad(RowFields { email: long(), ..fields() }), "plaintiff_email");
        let half = || Some("x".repeat(260));
        let address = [half(), half(), None, None, None];
        assert_eq!(bad(RowFields { address, ..fields() }), "plaintiff_address_1");
    }

    #[test]
    fn the_date_of_entry_is_the_best_there_is() {
        let date = |text: &str| Some(text.to_owned());
        let filed = RowFields { filing_date: date("1/2/24"), ..fields() };
        assert_eq!(filed.clone().check(today()).unwrap().entry_date, Date::constant(2024, 1, 2));
        let both = RowFields { judgment_date: date("2024-03-04"), ..filed };
        assert_eq!(both.check(today()).unwrap().entry_date, Date::constant(2024, 3, 4));
    }

    #[test]
    fn address_lines_are_joined_and_placeholders_dropped() {
        let text = |text: &str| Some(text.to_owned());
        let address = [text("1 Main St"), text(" "), text("Albany"), text("NY"), None];
        let row = RowFields { address, email: text("n/a"), phone: text("-"), ..fields() };
        let row = row.check(today()).unwrap();
        assert_eq!(row.address.as_deref(), Some("1 Main St, Albany, NY"));
        assert_eq!((row.email, row.phone), (None, None));
    }

    #[test]
    fn a_run_fails_only_without_any_good_row() {
        let tally = |inserted, skipped, errors| Tally { total: 9, inserted, skipped, errors };
        assert_eq!(run_status(tally(1, 0, 8)), "completed");
        assert_eq!(run_status(tally(0, 9, 0)), "completed");
        assert_eq!(run_status(tally(0, 0, 9)), "failed");
        assert_eq!(run_status(Tally::default()), "failed");
    }
}
