//! CSV: one job per record, its fields named by the header.

use std::io::Read;

use csv::{ReaderBuilder, StringRecord};
use serde_json::value::RawValue;

use super::job::{Delay, Job, Line};
use crate::failure::Failure;

const COLUMNS: [&str; 5] = ["kind", "idempotency_key", "payload", "run_at", "delay_seconds"];
const HEADER_HINT: &str =
    "the header names kind, idempotency_key and, if there are any, payload, run_at, delay_seconds";
const RECORD_HINT: &str = "a payload is a JSON object in quotes with every quote doubled: \"{\"\"judgment_id\"\": 4711}\"";

/// Where each column of ours stands in a record.
struct Header(Vec<Option<usize>>);

impl Header {
    /// A column that we do not know is refused: it may be a misspelt one of ours.
    fn read(name: &str, record: &StringRecord) -> Result<Self, Failure> {
        let names: Vec<&str> =
            record.iter().map(|name| name.trim_start_matches('\u{feff}').trim()).collect();
        let bad = |reason| Failure::BadInput {
            place: format!("{name} line 1"),
            reason,
            hint: HEADER_HINT,
        };
        if let Some(unknown) = names.iter().find(|name| !COLUMNS.contains(name)) {
            return Err(bad(format!("unknown column {unknown}")));
        }
        let place = |column: &&str| names.iter().position(|name| name == column);
        if let Some(missing) = COLUMNS.iter().take(2).find(|column| place(column).is_none()) {
            return Err(bad(format!("no column {missing}")));
        }
        Ok(Self(COLUMNS.iter().map(place).collect()))
    }

    /// The fields of a record in the order of [`COLUMNS`]; an empty one is absent.
    fn fields<'a>(&self, record: &'a StringRecord) -> [Option<&'a str>; 5] {
        let mut fields = [None; 5];
        for (field, place) in fields.iter_mut().zip(&self.0) {
            *field = place.and_then(|place| record.get(place)).filter(|text| !text.is_empty());
        }
        fields
    }
}

/// The jobs of a file in order.
pub fn read(
    name: String,
    reader: impl Read,
) -> Result<impl Iterator<Item = Result<Line, Failure>>, Failure> {
    let mut csv = ReaderBuilder::new().from_reader(reader);
    let header = csv.headers().map_err(|error| broken(&name, error))?;
    let header = Header::read(&name, header)?;
    let records = csv.into_records().map(move |record| {
        let record = record.map_err(|error| broken(&name, error))?;
        let number = record.position().map_or(0, csv::Position::line);
        line(format!("{name} line {number}"), header.fields(&record))
    });
    Ok(records)
}

fn line(place: String, fields: [Option<&str>; 5]) -> Result<Line, Failure> {
    let [kind, key, payload, run_at, delay] = fields;
    let payload = payload.map(|text| RawValue::from_string(text.to_owned())).transpose();
    let body = payload.and_then(|payload| {
        serde_json::to_string(&Job {
            kind: kind.unwrap_or_default(),
            idempotency_key: key.unwrap_or_default(),
            payload,
            run_at,
            delay_seconds: delay.map(Delay::from),
        })
    });
    match body {
        Ok(body) => Ok(Line { place, kind: kind.map(str::to_owned), body }),
        Err(error) => {
            let reason = format!("payload is no JSON: {error}");
            Err(Failure::BadInput { place, reason, hint: RECORD_HINT })
        }
    }
}

fn broken(name: &str, error: csv::Error) -> Failure {
    let place = match error.position() {
        Some(position) => format!("{name} line {}", position.line()),
        None => name.to_owned(),
    };
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Failure::Unreadable { name: name.to_owned(), error },
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => Failure::BadInput {
            place,
            reason: format!("{len} fields, the header has {expected_len}"),
            hint: RECORD_HINT,
        },
        _ => Failure::BadInput { place, reason: "no UTF-8 text".to_owned(), hint: RECORD_HINT },
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Result<String, String>> {
        match read("f".into(), text.as_bytes()) {
            Ok(lines) => {
                lines.map(|line| line.map(|it| it.body).map_err(|e| e.to_string())).collect()
            }
            Err(failure) => vec![Err(failure.to_string())],
        }
    }

    #[test]
    fn records_become_jobs_by_the_names_of_the_header() {
        let text = "idempotency_key,kind,payload,delay_seconds\n\
                    k1,enrich,\"{\"\"a\"\": 1.10}\",60\n\
                    \"k,2\",outreach,,soon\n";
        assert_eq!(
            all(text),
            [
                Ok(r#"{"kind":"enrich","idempotency_key":"k1","payload":{"a": 1.10},"delay_seconds":60}"#.into()),
                Ok(r#"{"kind":"outreach","idempotency_key":"k,2","delay_seconds":"soon"}"#.into()),
            ]
        );
    }

    #[test]
    fn a_header_is_complete_and_has_nothing_unknown() {
        assert_eq!(all("kind,key\n"), [Err("f line 1: unknown column key".into())]);
        assert_eq!(all("kind\nenrich\n"), [Err("f line 1: no column idempotency_key".into())]);
        assert_eq!(all(""), [Err("f line 1: no column kind".into())]);
    }

    #[test]
    fn a_bad_record_is_named_by_its_line() {
        let head = "kind,idempotency_key,payload\n";
        let bad = all(&format!("{head}enrich,k1,\nenrich,k2,{{a}}\n")).pop().unwrap().unwrap_err();
        assert!(bad.starts_with("f line 3: payload is no JSON: key must be a string"), "{bad}");
        let short = all(&format!("{head}enrich,k1\n"));
        assert_eq!(short, [Err("f line 2: 2 fields, the header has 3".into())]);
    }
}
