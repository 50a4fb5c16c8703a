//! Every field, every kind of value: what becomes of it, in pydantic's words where it is refused.
//!
//! A row changes one field of an envelope that is valid otherwise.

/// What becomes of the field.
pub enum Becomes {
    /// This JSON text.
    Value(&'static str),
    /// A fault of this type with this message.
    Fault(&'static str, &'static str),
}

use Becomes::{Fault, Value};

/// Field, JSON text that is sent (empty: the field is left out), what becomes of it.
pub type Row = (&'static str, &'static str, Becomes);

const UUID: &str = r#""550e8400-e29b-41d4-a716-446655440000""#;
const REQUIRED: Becomes = Fault("missing", "Field required");
const NO_STRING: Becomes = Fault("string_type", "Input should be a valid string");
const TOO_SHORT: Becomes = Fault("string_too_short", "String should have at least 1 character");
const NO_UUID: Becomes = Fault("uuid_type", "UUID input should be a string, bytes or UUID object");
const NO_INT: Becomes = Fault("int_type", "Input should be a valid integer");
const NO_DIGITS: Becomes =
    Fault("int_parsing", "Input should be a valid integer, unable to parse string as an integer");
const FRACTION: Becomes =
    Fault("int_from_float", "Input should be a valid integer, got a number with a fractional part");
const TOO_SMALL: Becomes =
    Fault("greater_than_equal", "Input should be greater than or equal to 1");
const TOO_LARGE: Becomes = Fault("less_than_equal", "Input should be less than or equal to 100");
const NO_TIME: Becomes = Fault("datetime_type", "Input should be a valid datetime");
const NO_DATE: Becomes =
    Fault("datetime_parsing", "Input should be a valid datetime, expected ISO 8601");
const NO_OBJECT: Becomes = Fault("dict_type", "Input should be a valid dictionary");
const EXTRA: Becomes = Fault("extra_forbidden", "Extra inputs are not permitted");

/// The rows; what a made value is stands in the tests.
pub const ROWS: &[Row] = &[
    // UUIDs, one field of each kind: required and made when absent
    ("org_id", UUID, Value(UUID)),
    ("org_id", r#""550E8400-E29B-41D4-A716-446655440000""#, Value(UUID)),
    ("org_id", r#""550e8400e29b41d4a716446655440000""#, Value(UUID)),
    ("org_id", r#""{550e8400-e29b-41d4-a716-446655440000}""#, Value(UUID)),
    ("org_id", r#""urn:uuid:550e8400-e29b-41d4-a716-446655440000""#, Value(UUID)),
    (
        "org_id",
        r#""00000000-0000-0000-0000-000000000000""#,
        Value(r#""00000000-0000-0000-0000-000000000000""#),
    ),
    ("org_id", "", REQUIRED),
    ("org_id", "null", NO_UUID),
    ("org_id", "7", NO_UUID),
    ("org_id", "true", NO_UUID),
    ("org_id", "[]", NO_UUID),
    ("org_id", "{}", NO_UUID),
    (
        "org_id",
        r#""org-dragonfly-prod""#,
        Fault("uuid_parsing", "Input should be a valid UUID, invalid character: found `o` at 0"),
    ),
    (
        "org_id",
        r#""""#,
        Fault("uuid_parsing", "Input should be a valid UUID, invalid length: found 0"),
    ),
    (
        "org_id",
        r#""550e8400""#,
        Fault("uuid_parsing", "Input should be a valid UUID, invalid length: found 8"),
    ),
    (
        "org_id",
        r#"" 550e8400-e29b-41d4-a716-446655440000""#,
        Fault("uuid_parsing", "Input should be a valid UUID, invalid character: found ` ` at 0"),
    ),
    (
        "org_id",
        r#""550e8400-e29b-41d4-a716-44665544000g""#,
        Fault("uuid_parsing", "Input should be a valid UUID, invalid character: found `g` at 35"),
    ),
    ("job_id", UUID, Value(UUID)),
    ("job_id", r#""550E8400E29B41D4A716446655440000""#, Value(UUID)),
    ("job_id", "null", NO_UUID),
    ("job_id", "1.5", NO_UUID),
    (
        "job_id",
        r#""a1b2c3d4-...""#,
        Fault("uuid_parsing", "Input should be a valid UUID, invalid character: found `.` at 9"),
    ),
    ("trace_id", UUID, Value(UUID)),
    ("trace_id", "null", NO_UUID),
    ("trace_id", "false", NO_UUID),
    (
        "trace_id",
        r#""e5f6g7h8-...""#,
        Fault("uuid_parsing", "Input should be a valid UUID, invalid character: found `g` at 4"),
    ),
    // idempotency_key
    ("idempotency_key", r#""plaintiff:intake:12345""#, Value(r#""plaintiff:intake:12345""#)),
    ("idempotency_key", r#""  a b\t\n""#, Value(r#""a b""#)),
    ("idempotency_key", r#""Ärger ß 漢""#, Value(r#""Ärger ß 漢""#)),
    ("idempotency_key", r#""\"quoted\" \\ ""#, Value(r#""\"quoted\" \\""#)),
    ("idempotency_key", "", REQUIRED),
    ("idempotency_key", r#""""#, TOO_SHORT),
    ("idempotency_key", r#""  ""#, TOO_SHORT),
    ("idempotency_key", r#""\u00a0\u3000""#, TOO_SHORT),
    ("idempotency_key", r#""a\u0000b""#, NO_STRING),
    ("idempotency_key", "null", NO_STRING),
    ("idempotency_key", "5", NO_STRING),
    ("idempotency_key", "true", NO_STRING),
    ("idempotency_key", r#"["a"]"#, NO_STRING),
    ("idempotency_key", r#"{"a":1}"#, NO_STRING),
    // entity_type: an open set
    ("entity_type", r#""plaintiff""#, Value(r#""plaintiff""#)),
    ("entity_type", r#""Judgment""#, Value(r#""judgment""#)),
    ("entity_type", r#"" ENFORCEMENT ""#, Value(r#""enforcement""#)),
    ("entity_type", r#""batch""#, Value(r#""batch""#)),
    ("entity_type", r#""ÄRZTE""#, Value(r#""ärzte""#)),
    ("entity_type", "", REQUIRED),
    ("entity_type", r#""""#, TOO_SHORT),
    ("entity_type", r#""\t""#, TOO_SHORT),
    ("entity_type", "null", NO_STRING),
    ("entity_type", "1", NO_STRING),
    // entity_id: as it is
    ("entity_id", r#""12345""#, Value(r#""12345""#)),
    ("entity_id", r#"" Padded ""#, Value(r#"" Padded ""#)),
    ("entity_id", r#"" ""#, Value(r#"" ""#)),
    ("entity_id", "", REQUIRED),
    ("entity_id", r#""""#, TOO_SHORT),
    ("entity_id", "null", NO_STRING),
    ("entity_id", "12345", NO_STRING),
    // attempt
    ("attempt", "", Value("1")),
    ("attempt", "1", Value("1")),
    ("attempt", "3", Value("3")),
    ("attempt", "3.0", Value("3")),
    ("attempt", "1e1", Value("10")),
    ("attempt", "100", Value("100")),
    ("attempt", r#""3""#, Value("3")),
    ("attempt", r#""3.0""#, Value("3")),
    ("attempt", r#"" +3 ""#, Value("3")),
    ("attempt", r#""007""#, Value("7")),
    ("attempt", "0", TOO_SMALL),
    ("attempt", "-1", TOO_SMALL),
    ("attempt", r#""-3""#, TOO_SMALL),
    ("attempt", "-1e30", TOO_SMALL),
    ("attempt", "101", TOO_LARGE),
    ("attempt", "1e30", TOO_LARGE),
    ("attempt", r#""101""#, TOO_LARGE),
    ("attempt", "3.5", FRACTION),
    ("attempt", "0.5", FRACTION),
    ("attempt", r#""3.5""#, NO_DIGITS),
    ("attempt", r#""three""#, NO_DIGITS),
    ("attempt", r#""""#, NO_DIGITS),
    ("attempt", r#""1e1""#, NO_DIGITS),
    ("attempt", r#""1_0""#, NO_DIGITS),
    ("attempt", r#""0x3""#, NO_DIGITS),
    ("attempt", r#""3.""#, NO_DIGITS),
    ("attempt", r#"".0""#, NO_DIGITS),
    ("attempt", "null", NO_INT),
    ("attempt", "true", NO_INT),
    ("attempt", "[3]", NO_INT),
    ("attempt", "{}", NO_INT),
    // created_at
    ("created_at", r#""2026-01-06T12:00:00Z""#, Value(r#""2026-01-06T12:00:00Z""#)),
    ("created_at", r#""2026-01-06T12:00:00""#, Value(r#""2026-01-06T12:00:00Z""#)),
    ("created_at", r#""2026-01-06 12:00""#, Value(r#""2026-01-06T12:00:00Z""#)),
    ("created_at", r#""2026-01-06""#, Value(r#""2026-01-06T00:00:00Z""#)),
    ("created_at", r#""2026-01-06T14:00:00+02:00""#, Value(r#""2026-01-06T12:00:00Z""#)),
    ("created_at", r#""2026-01-06T06:30:00-05:30""#, Value(r#""2026-01-06T12:00:00Z""#)),
    ("created_at", r#""2026-01-06T12:00:00.25Z""#, Value(r#""2026-01-06T12:00:00.25Z""#)),
    (
        "created_at",
        r#""2026-01-06T12:00:00.123456789Z""#,
        Value(r#""2026-01-06T12:00:00.123456Z""#),
    ),
    ("created_at", r#""1969-12-31T23:59:59.9999999Z""#, Value(r#""1969-12-31T23:59:59.999999Z""#)),
    ("created_at", r#""1736164800""#, NO_DATE),
    ("created_at", r#""20260106""#, NO_DATE),
    ("created_at", r#""0000-01-01T00:00:00Z""#, NO_DATE),
    ("created_at", r#""2026-02-30T00:00:00Z""#, NO_DATE),
    ("created_at", r#""2026-01-06T25:00:00Z""#, NO_DATE),
    ("created_at", r#""06.01.2026""#, NO_DATE),
    ("created_at", r#""yesterday""#, NO_DATE),
    ("created_at", r#""infinity""#, NO_DATE),
    ("created_at", r#""""#, NO_DATE),
    ("created_at", "1736164800", NO_TIME),
    ("created_at", "1736164800.5", NO_TIME),
    ("created_at", "null", NO_TIME),
    ("created_at", "true", NO_TIME),
    ("created_at", "[]", NO_TIME),
    // payload: any object, and nothing else
    ("payload", "", REQUIRED),
    ("payload", "null", NO_OBJECT),
    ("payload", "[]", NO_OBJECT),
    ("payload", r#""{}""#, NO_OBJECT),
    ("payload", "1", NO_OBJECT),
    ("payload", "false", NO_OBJECT),
    // other fields
    ("_replayed_from_dlq", "true", Value("")),
    ("_dlq_msg_id", "17", Value("")),
    ("_replay_timestamp", r#""2026-01-06T12:00:00Z""#, Value("")),
    ("_dlq_msg_id", "null", Value("")),
    ("priority", r#""high""#, EXTRA),
    ("_private", "null", EXTRA),
    ("Payload", "{}", EXTRA),
    ("", "1", EXTRA),
];
