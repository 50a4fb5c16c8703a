//! Every reader on what it takes, what it leaves alone and what it refuses.

use std::borrow::Cow;

use super::*;

fn input(field: Field<'_>) -> Input<'_> {
    Input(vec![("x", field)])
}

fn text(text: &str) -> Input<'_> {
    input(Field::Text(Cow::Borrowed(text)))
}

fn number(text: &str) -> Input<'_> {
    input(Field::Number(Cow::Borrowed(text)))
}

#[test]
fn unset_fields_are_none() {
    for unset in [Input::default(), input(Field::Null), text(" ")] {
        assert_eq!(unset.text("x"), Ok(None));
        assert_eq!(unset.uuid("x"), Ok(None));
        assert_eq!(unset.integer("x"), Ok(None));
        assert_eq!(unset.number("x"), Ok(None));
        assert_eq!(unset.boolean("x"), Ok(None));
        assert_eq!(unset.instant("x"), Ok(None));
        assert_eq!(unset.date("x"), Ok(None));
    }
    assert_eq!(required::<()>("x", None).unwrap_err().to_string(), "x is required");
}

#[test]
fn values_are_read_in_every_spelling() {
    let id = Uuid::from_u128(7);
    assert_eq!(text(&format!("{{{id}}}")).uuid("x"), Ok(Some(id)));
    for seven in [text("7"), number("7"), number("7.00"), text("7e0")] {
        assert_eq!(seven.integer("x"), Ok(Some(7)));
    }
    assert_eq!(number("12.50").number("x"), Ok(Some("12.5".parse().unwrap())));
    assert_eq!(text("true").boolean("x"), Ok(Some(true)));
    assert_eq!(input(Field::Boolean(false)).boolean("x"), Ok(Some(false)));
    let noon = "2026-01-02T12:00:00Z".parse().ok();
    assert_eq!(text("2026-01-02T12:00:00").instant("x"), Ok(noon));
    assert_eq!(text("2026-01-02T13:00:00+01:00").instant("x"), Ok(noon));
    assert_eq!(text("2026-01-02").date("x"), Ok("2026-01-02".parse().ok()));
    assert_eq!(text(" a ").trimmed("x"), Ok(Some("a".into())));
    assert_eq!(text(" a ").text("x"), Ok(Some(" a ".into())));
}

#[test]
fn what_does_not_fit_is_named() {
    for bad in ["NaN", "Infinity", "x", "1_000", "1e999999999", "1e9999999999999999999"] {
        assert!(text(bad).number("x").is_err(), "{bad}");
    }
    for bad in [number("1.5"), number("9223372036854775808"), text("0x10"), text("1e400")] {
        assert!(bad.integer("x").is_err());
    }
    assert!(number("1").uuid("x").is_err() && number("1").text("x").is_err());
    assert!(number("1").object("x").is_err() && number("1").boolean("x").is_err());
    assert!(text("a\0b").text("x").is_err() && text("a\0b").trimmed("x").is_err());
    assert!(text("-009998-01-01T00:00:00Z").instant("x").is_err());
    assert!(text(&"9".repeat(4_000_000)).number("x").is_err());
    let fault = text("soon").instant("x").unwrap_err();
    assert_eq!(fault.to_string(), "x must be an ISO 8601 time");
    assert_eq!(fault.detail().as_deref(), Some("x is soon"));
}

#[test]
fn unknown_keys_are_listed_with_those_that_are_known() {
    let shape = Shape { required: &["a"], optional: &["b"] };
    assert_eq!(shape.check_keys(["a", "b"].into_iter()), Ok(()));
    let fault = shape.check_keys(["a", "c", "d"].into_iter()).unwrap_err();
    assert_eq!(fault.to_string(), "unknown fields in payload");
    assert_eq!(fault.detail().as_deref(), Some("c, d"));
    assert_eq!(fault.hint(), "Send {\"payload\": {…}} with a; optional: b.");
}
