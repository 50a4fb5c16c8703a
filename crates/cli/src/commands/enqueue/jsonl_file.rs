//! JSONL: one job per line.

use std::borrow::Cow;
use std::io::{self, BufRead};

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::job::Line;
use crate::failure::Failure;

const HINT: &str = "each line is one job: {\"kind\": \"enrich\", \"idempotency_key\": \"case:4711\", \"payload\": {}}";

/// The only field that is looked at here; checking the others is the database's.
#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow, default)]
    kind: Option<MaybeText<'a>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum MaybeText<'a> {
    Text(#[serde(borrow)] Cow<'a, str>),
    Other(IgnoredAny),
}

/// The jobs of a file in order; blank lines are passed over.
pub fn read(name: String, mut reader: impl BufRead) -> impl Iterator<Item = Result<Line, Failure>> {
    let mut number = 0_u64;
    std::iter::from_fn(move || {
        loop {
            number += 1;
            match next_line(&mut reader) {
                Ok(None) => return None,
                Ok(Some(line)) if line.trim().is_empty() => {}
                Ok(Some(line)) => return Some(parse(format!("{name} line {number}"), &line)),
                Err(error) => {
                    let name = format!("{name} line {number}");
                    return Some(Err(Failure::Unreadable { name, error }));
                }
            }
        }
    })
}

fn next_line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = String::new();
    Ok((reader.read_line(&mut line)? > 0).then_some(line))
}

fn parse(place: String, line: &str) -> Result<Line, Failure> {
    // Editors put a byte order mark before the first line.
    let body = line.trim_start_matches('\u{feff}').trim();
    if !body.starts_with('{') {
        return Err(Failure::BadInput { place, reason: "no JSON object".to_owned(), hint: HINT });
    }
    let head: Head<'_> = serde_json::from_str(body).map_err(|error| Failure::BadInput {
        place: place.clone(),
        reason: format!("no JSON: {}", without_line(&error)),
        hint: HINT,
    })?;
    let kind = match head.kind {
        Some(MaybeText::Text(kind)) => Some(kind.into_owned()),
        _ => None,
    };
    Ok(Line { place, kind, body: body.to_owned() })
}

/// serde's message without its "at line 1", which is not the line of the file.
fn without_line(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at column ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Result<Line, String>> {
        read("f".into(), text.as_bytes()).map(|line| line.map_err(|e| e.to_string())).collect()
    }

    #[allow(clippy::unnecessary_wraps)] // stands beside errors in the lists below
    fn line(number: u32, kind: Option<&str>, body: &str) -> Result<Line, String> {
        let place = format!("f line {number}");
        Ok(Line { place, kind: kind.map(str::to_owned), body: body.to_owned() })
    }

    #[test]
    fn lines_are_taken_as_written_and_blank_ones_passed_over() {
        let text = "\u{feff}{\"kind\": \"enrich\", \"payload\": {\"a\": 1.10}}\r\n\n  \n{\"n\": 1}";
        assert_eq!(
            all(text),
            [
                line(1, Some("enrich"), "{\"kind\": \"enrich\", \"payload\": {\"a\": 1.10}}"),
                line(4, None, "{\"n\": 1}"),
            ]
        );
    }

    #[test]
    fn a_kind_of_another_type_is_left_to_the_database() {
        assert_eq!(all("{\"kind\": 7}"), [line(1, None, "{\"kind\": 7}")]);
        assert_eq!(all("{\"kind\": null}"), [line(1, None, "{\"kind\": null}")]);
        let escaped = "{\"kind\": \"enr\\u0069ch\"}";
        assert_eq!(all(escaped), [line(1, Some("enrich"), escaped)]);
    }

    #[test]
    fn a_bad_line_is_named() {
        assert_eq!(all("{}\n[1]"), [line(1, None, "{}"), Err("f line 2: no JSON object".into())]);
        let broken = all("{\"kind\": }").pop().unwrap().unwrap_err();
        assert_eq!(broken, "f line 1: no JSON: expected value at column 10");
        let trailing = all("{} {}").pop().unwrap().unwrap_err();
        assert!(trailing.starts_with("f line 1: no JSON: trailing"), "{trailing}");
    }

    #[test]
    fn bytes_that_are_no_text_are_reported() {
        let mut lines = read("f".into(), &b"\xff\xfe"[..]);
        assert!(matches!(lines.next(), Some(Err(Failure::Unreadable { .. }))));
    }
}
