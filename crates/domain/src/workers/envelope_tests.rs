//! The table row by row, what is made when absent, and what holds for any envelope.

use proptest::prelude::*;
use serde_json::{Map, Value as JsonValue, json};

use super::super::envelope_table::{Becomes, ROWS};
use super::*;
use crate::input::Input;

const NOW: Timestamp = Timestamp::constant(1_800_000_000, 123_456_789);

/// The contract's example.
fn valid() -> Map<String, JsonValue> {
    let value = json!({
        "job_id": "550e8400-e29b-41d4-a716-446655440000",
        "trace_id": "660e8400-e29b-41d4-a716-446655440001",
        "org_id": "770e8400-e29b-41d4-a716-446655440002",
        "idempotency_key": "plaintiff:intake:12345",
        "entity_type": "plaintiff",
        "entity_id": "12345",
        "attempt": 1,
        "created_at": "2026-01-06T12:00:00Z",
        "payload": {"action": "score_collectability", "priority": "high"}
    });
    value.as_object().unwrap().clone()
}

fn message(value: &JsonValue) -> Message<'_> {
    let fields = value.as_object().into_iter().flatten();
    let fields = fields.map(|(name, value)| (name.as_str(), Field::from_json(value))).collect();
    Message { value: Field::from_json(value), fields: Input(fields) }
}

fn check(value: &JsonValue) -> Result<Envelope, InvalidEnvelope> {
    let mut made = 0;
    let new_id = || {
        made += 1;
        Uuid::from_u128(made)
    };
    message(value).envelope(NOW, new_id)
}

fn head(envelope: &Envelope) -> Map<String, JsonValue> {
    let head: JsonValue = serde_json::from_str(&envelope.head().to_string()).unwrap();
    head.as_object().unwrap().clone()
}

/// Loc, type and message of each fault.
fn faults(value: &JsonValue) -> Vec<(String, &'static str, String)> {
    let faults = check(value).unwrap_err().0.into_iter();
    let row = |fault: EnvelopeFault| {
        (fault.field.unwrap_or_default(), fault.flaw.name(), fault.flaw.to_string())
    };
    faults.map(row).collect()
}

fn changed(field: &str, sent: &str) -> JsonValue {
    let mut fields = valid();
    fields.remove(field);
    if !sent.is_empty() {
        fields.insert(field.to_owned(), serde_json::from_str(sent).unwrap());
    }
    fields.into()
}

#[test]
fn the_seeds_example_passes_as_it_is() {
    let envelope = check(&valid().into()).unwrap();
    let mut expected = valid();
    expected.remove("payload");
    assert_eq!(head(&envelope), expected);
    assert!(envelope.is_as_sent);
}

#[test]
fn every_row_of_the_table_holds() {
    assert!(ROWS.len() >= 80);
    for (field, sent, becomes) in ROWS {
        let value = changed(field, sent);
        match becomes {
            Becomes::Value("") => {
                let envelope = check(&value).unwrap();
                assert!(!head(&envelope).contains_key(*field) && !envelope.is_as_sent, "{field}");
            }
            Becomes::Value(expected) => {
                let envelope =
                    check(&value).unwrap_or_else(|fault| panic!("{field} {sent}: {fault:?}"));
                let expected: JsonValue = serde_json::from_str(expected).unwrap();
                assert_eq!(head(&envelope)[*field], expected, "{field} {sent}");
                assert_eq!(envelope.is_as_sent, value[field] == expected, "{field} {sent}");
            }
            Becomes::Fault(kind, words) => {
                let expected = [((*field).to_owned(), *kind, (*words).to_owned())];
                assert_eq!(faults(&value), expected, "{field} {sent}");
            }
        }
    }
}

#[test]
fn absent_fields_are_made_in_order() {
    let mut fields = valid();
    for field in ["job_id", "trace_id", "attempt", "created_at"] {
        fields.remove(field);
    }
    let envelope = check(&fields.into()).unwrap();
    assert_eq!([envelope.job_id, envelope.trace_id], [1, 2].map(Uuid::from_u128));
    assert_eq!(envelope.created_at, Timestamp::constant(1_800_000_000, 123_456_000));
    assert_eq!((envelope.attempt, envelope.is_as_sent), (1, false));
}

#[test]
fn lengths_are_counted_in_characters_of_the_normal_form() {
    let longest = [("idempotency_key", 512), ("entity_type", 64), ("entity_id", 256)];
    for (field, most) in longest {
        let text = |length| changed(field, &json!("ß".repeat(length)).to_string());
        assert!(check(&text(most)).is_ok(), "{field}");
        let words = format!("String should have at most {most} characters");
        assert_eq!(faults(&text(most + 1)), [(field.to_owned(), "string_too_long", words)]);
    }
    let padded = format!(" {} ", "x".repeat(512));
    assert!(check(&changed("idempotency_key", &json!(padded).to_string())).is_ok());
    // İ is two characters in lower case.
    let grows = json!("İ".repeat(33)).to_string();
    assert_eq!(faults(&changed("entity_type", &grows))[0].1, "string_too_long");
}

#[test]
fn numbers_of_any_size_are_only_too_large() {
    for (digits, flaw) in [
        ("9".repeat(5000), Flaw::LessThanEqual(100)),
        (format!("-{}", "9".repeat(5000)), Flaw::GreaterThanEqual(1)),
        ("1".repeat(40), Flaw::LessThanEqual(100)),
    ] {
        assert_eq!(value::attempt(&Field::Number(digits.into())), Err(flaw));
    }
}

#[test]
fn everything_is_reported_in_the_order_of_the_table() {
    let found =
        faults(&json!({"zeta": 1, "attempt": 0, "created_at": 5, "job_id": null, "alpha": {}}));
    let found: Vec<_> = found.iter().map(|(field, kind, _)| (field.as_str(), *kind)).collect();
    assert_eq!(
        found,
        [
            ("job_id", "uuid_type"),
            ("org_id", "missing"),
            ("idempotency_key", "missing"),
            ("entity_type", "missing"),
            ("entity_id", "missing"),
            ("attempt", "greater_than_equal"),
            ("created_at", "datetime_type"),
            ("payload", "missing"),
            ("alpha", "extra_forbidden"),
            ("zeta", "extra_forbidden"),
        ]
    );
}

#[test]
fn what_is_no_object_is_refused_as_a_whole() {
    for value in [json!(null), json!([1]), json!("x"), json!(5), json!(true)] {
        let fault = check(&value).unwrap_err().json().to_string();
        let expected = json!([{
            "loc": [],
            "msg": "Input should be a valid dictionary or instance of JobEnvelope",
            "type": "model_type",
            "input": value,
        }]);
        assert_eq!(serde_json::from_str::<JsonValue>(&fault).unwrap(), expected);
    }
}

#[test]
fn a_fault_shows_what_was_sent_and_a_missing_field_the_envelope() {
    let sent = json!({"org_id": "org-dragonfly-prod", "payload": {"n": 1}, "attempt": 0});
    let list: JsonValue =
        serde_json::from_str(&check(&sent).unwrap_err().json().to_string()).unwrap();
    assert_eq!(list[0]["input"], json!("org-dragonfly-prod"));
    assert_eq!(list[1]["loc"], json!(["idempotency_key"]));
    assert_eq!(list[1]["input"], sent);
    assert_eq!(list[4]["input"], json!(0));
}

#[test]
fn what_is_shown_is_bounded() {
    let mut fields = valid();
    fields.insert("payload".to_owned(), json!("é".repeat(2000)));
    fields.remove("entity_id");
    for number in 0..200 {
        fields.insert(format!("extra{number:03}{}", "x".repeat(200)), json!("a\u{0}b"));
    }
    let refused = check(&fields.into()).unwrap_err();
    assert_eq!(refused.0.len(), 2 + 100);
    let text = |place: usize| match &refused.0[place].input {
        Json::Text(text) => text.clone(),
        other => panic!("{other}"),
    };
    assert_eq!(text(1), "é".repeat(1000));
    assert_eq!(text(0).chars().count(), 1000);
    assert_eq!(text(2), "ab");
    assert_eq!(refused.0[2].field.as_ref().unwrap().len(), 100);
    let digits = "9".repeat(1001);
    let fault = EnvelopeFault::new(None, Flaw::IntType, &Field::Number(digits.into()));
    assert_eq!(fault.input, Json::Text("9".repeat(1000)));
}

/// Any value that a field may have, good ones more often.
fn any_value() -> impl Strategy<Value = JsonValue> {
    prop_oneof![
        Just(JsonValue::Null),
        any::<bool>().prop_map(JsonValue::from),
        any::<i32>().prop_map(JsonValue::from),
        (0..200i32).prop_map(JsonValue::from),
        any::<f64>().prop_map(JsonValue::from),
        "\\PC{0,20}".prop_map(JsonValue::from),
        " ?[A-ZİΣß]{1,9} ?".prop_map(JsonValue::from),
        any::<u128>().prop_map(|id| json!(Uuid::from_u128(id).simple().to_string())),
        "[0-9]{4}-[01][0-9]-[0-3][0-9]([T ][0-2][0-9]:[0-5][0-9](:[0-9]{2}(\\.[0-9]{1,9})?)?(Z|[+-][01][0-9]:00)?)?"
            .prop_map(JsonValue::from),
        Just(json!([])),
        Just(json!({})),
    ]
}

/// The contract's example with some fields changed, some left out, some added.
fn any_envelope() -> impl Strategy<Value = JsonValue> {
    let name = prop_oneof![
        proptest::sample::select(FIELDS.to_vec()).prop_map(str::to_owned),
        "[a-z_]{1,8}"
    ];
    let change = (name, proptest::option::weighted(0.8, any_value()));
    proptest::collection::vec(change, 0..4).prop_map(|changes| {
        let mut fields = valid();
        for (name, value) in changes {
            fields.remove(&name);
            fields.extend(value.map(|value| (name, value)));
        }
        fields.into()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_accepted_is_accepted_again_unchanged(sent in any_envelope()) {
        if let Ok(envelope) = check(&sent) {
            let mut normal = head(&envelope);
            normal.insert("payload".to_owned(), sent["payload"].clone());
            prop_assert_eq!(envelope.is_as_sent, sent == JsonValue::from(normal.clone()));
            let again = check(&normal.into()).unwrap();
            prop_assert!(again.is_as_sent);
            prop_assert_eq!(head(&again), head(&envelope));
        }
    }

    #[test]
    fn a_list_of_faults_is_never_empty_and_always_json(sent in any_envelope()) {
        if let Err(refused) = check(&sent) {
            prop_assert!(!refused.0.is_empty());
            let list: JsonValue = serde_json::from_str(&refused.json().to_string()).unwrap();
            prop_assert_eq!(list.as_array().unwrap().len(), refused.0.len());
        }
    }

    #[test]
    fn the_key_is_the_envelopes(sent in any_envelope()) {
        use super::super::Form;
        if let Ok(envelope) = check(&sent) {
            let message = message(&sent);
            let key = message.key(Form::Envelope, 1);
            prop_assert_eq!(key.as_deref(), Some(envelope.idempotency_key.as_str()));
        }
    }
}
