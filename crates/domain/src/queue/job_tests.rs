//! The table of docs/contract/queue.md, row by row, and what holds for any input.

use proptest::prelude::*;

use super::*;

const NOW: Timestamp = Timestamp::constant(1_800_000_000, 0);

fn text(value: &str) -> Field<'_> {
    Field::Text(Cow::Borrowed(value))
}

fn fields<'a>(kind: Field<'a>, key: Field<'a>) -> JobFields<'a> {
    JobFields {
        unknown: None,
        kind,
        key,
        payload: Field::Absent,
        payload_size: Size::default(),
        run_at: RunAt::Field(Field::Absent),
        delay: Field::Absent,
    }
}

fn fault_of(fields: JobFields<'_>) -> String {
    fields.check(NOW).unwrap_err().to_string()
}

#[test]
fn every_kind_is_accepted_by_its_exact_name() {
    for kind in Kind::ALL {
        let job = fields(text(kind.name()), text("k")).check(NOW).unwrap();
        assert_eq!((job.kind, job.key.as_ref(), job.visible_at), (kind, "k", NOW));
    }
}

#[test]
fn kinds_are_checked_before_keys() {
    assert_eq!(fault_of(fields(Field::Absent, Field::Absent)), "missing kind in payload");
    assert_eq!(fault_of(fields(Field::Null, text("k"))), "missing kind in payload");
    assert_eq!(fault_of(fields(text("Enrich"), Field::Absent)), "unsupported kind Enrich");
    assert_eq!(fault_of(fields(text(""), Field::Absent)), "unsupported kind ");
    assert_eq!(fault_of(fields(Field::Number("5".into()), text("k"))), "unsupported kind 5");
    assert_eq!(fault_of(fields(Field::Boolean(true), text("k"))), "unsupported kind true");
    assert_eq!(fault_of(fields(Field::Array(&"[1]"), text("k"))), "unsupported kind [1]");
}

#[test]
fn an_unsupported_kind_is_cut_to_100_characters() {
    let long = "ß".repeat(300);
    let fault = fault_of(fields(text(&long), text("k")));
    assert_eq!(fault, format!("unsupported kind {}", "ß".repeat(100)));
}

#[test]
fn keys_must_be_there_and_short() {
    for blank in ["", " ", "\t\n", "\u{a0}"] {
        assert_eq!(fault_of(fields(text("enrich"), text(blank))), "missing idempotency_key");
    }
    assert_eq!(fault_of(fields(text("enrich"), Field::Null)), "missing idempotency_key");
    let longest = "ß".repeat(512);
    assert!(fields(text("enrich"), text(&longest)).check(NOW).is_ok());
    let longer = "ß".repeat(513);
    assert_eq!(
        fault_of(fields(text("enrich"), text(&longer))),
        "idempotency_key exceeds 512 characters"
    );
}

#[test]
fn keys_are_taken_as_they_are() {
    let job = fields(text("enrich"), text("  padded ")).check(NOW).unwrap();
    assert_eq!(job.key, "  padded ");
    let job = fields(text("enrich"), Field::Number("1.10".into())).check(NOW).unwrap();
    assert_eq!(job.key, "1.10");
    for wrong in [Field::Boolean(false), Field::Array(&"[]"), Field::Object(&"{}")] {
        assert_eq!(fault_of(fields(text("enrich"), wrong)), "idempotency_key must be a string");
    }
}

#[test]
fn payloads_are_objects() {
    for wrong in [text("x"), Field::Number("1".into()), Field::Boolean(true), Field::Array(&"[]")] {
        let job = JobFields { payload: wrong, ..fields(text("enrich"), text("k")) };
        assert_eq!(fault_of(job), "payload must be a JSON object");
    }
    for right in [Field::Absent, Field::Null, Field::Object(&"{}")] {
        let job = JobFields { payload: right, ..fields(text("enrich"), text("k")) };
        assert!(job.check(NOW).is_ok());
    }
}

#[test]
fn payloads_have_at_most_16_mebibytes() {
    let of = |text_bytes| JobFields {
        payload: Field::Object(&"{}"),
        payload_size: Size { text: text_bytes, ..Size::default() },
        ..fields(text("enrich"), text("k"))
    };
    assert!(of(16 * 1024 * 1024).check(NOW).is_ok());
    assert_eq!(fault_of(of(16 * 1024 * 1024 + 1)), "payload exceeds 16777216 bytes");
}

#[test]
fn a_payload_with_a_number_that_nobody_can_write_is_refused() {
    let payload_size = Size { jsonb: 40, text: 40, digits: 131_072 };
    let job = JobFields {
        payload: Field::Object(&"{}"),
        payload_size,
        ..fields(text("enrich"), text("k"))
    };
    assert_eq!(fault_of(job), "payload has a number of more than 1000 digits");
    let long_key = fields(text("enrich"), Field::LongNumber(131_072));
    assert_eq!(fault_of(long_key), "idempotency_key must be a string");
}

#[test]
fn a_field_that_a_job_does_not_have_is_refused_with_the_nearest_one() {
    let of = |name: &str| {
        let job = JobFields { unknown: Some(name.to_owned()), ..fields(text("enrich"), text("k")) };
        job.check(NOW).unwrap_err()
    };
    let fault = of("delay_secs");
    assert_eq!(fault.to_string(), "unknown field delay_secs");
    assert!(fault.hint().starts_with("Did you mean delay_seconds?"), "{}", fault.hint());
    assert!(of("payloads").hint().starts_with("Did you mean payload?"));
    assert!(of("colour").hint().starts_with("Send kind, idempotency_key"));
}

#[test]
fn no_producer_can_send_the_key_of_a_message_without_one() {
    let own = key_of_message(7);
    assert_eq!(
        fault_of(fields(text("enrich"), text(&own))),
        "idempotency_key begins with a control character"
    );
    assert!(fields(text("enrich"), text("msg:7")).check(NOW).is_ok());
}

#[test]
fn keys_of_the_systems_own_jobs_are_reserved() {
    assert_eq!(reserved_prefix("simplicity:enrich:7"), Some("simplicity:"));
    assert_eq!(reserved_prefix("case_copilot:7:0123"), Some("case_copilot:"));
    assert_eq!(reserved_prefix("msg:7"), Some("msg:"));
    assert_eq!(reserved_prefix("my simplicity:7"), None);
}

fn at(run_at: Field<'_>) -> Result<Timestamp, QueueFault> {
    let job = JobFields { run_at: RunAt::Field(run_at), ..fields(text("enrich"), text("k")) };
    job.check(NOW).map(|job| job.visible_at)
}

#[test]
fn run_at_takes_the_usual_spellings() {
    let expected: Timestamp = "2027-01-16T09:00:00Z".parse().unwrap();
    for spelling in [
        "2027-01-16T09:00:00Z",
        "2027-01-16T09:00:00.000Z",
        "2027-01-16 09:00:00+00",
        "2027-01-16T10:00:00+01:00",
        "2027-01-16T09:00:00",
        " 2027-01-16 09:00 ",
    ] {
        assert_eq!(at(text(spelling)), Ok(expected), "{spelling}");
    }
    let midnight: Timestamp = "2027-02-01T00:00:00Z".parse().unwrap();
    assert_eq!(at(text("2027-02-01")), Ok(midnight));
}

#[test]
fn run_at_in_the_past_means_now() {
    assert_eq!(at(text("1999-01-01T00:00:00Z")), Ok(NOW));
}

#[test]
fn run_at_is_a_timestamp_within_365_days() {
    let last = NOW + SignedDuration::from_secs(MAX_DELAY_SECONDS);
    let after = last + SignedDuration::from_micros(1);
    assert_eq!(at(text(&last.to_string())), Ok(last));
    for wrong in [
        text(&after.to_string()),
        text("tomorrow"),
        text("infinity"),
        text(""),
        text("2026-02-30"),
        Field::Number("1800000000".into()),
        Field::Boolean(true),
        Field::Object(&"{}"),
    ] {
        let fault = at(wrong).unwrap_err().to_string();
        assert_eq!(fault, "run_at must be a timestamp within 365 days");
    }
    let infinite = JobFields { run_at: RunAt::Instant(None), ..fields(text("enrich"), text("k")) };
    assert_eq!(fault_of(infinite), "run_at must be a timestamp within 365 days");
}

fn after(delay: Field<'_>) -> Result<Timestamp, QueueFault> {
    let job = JobFields { delay, ..fields(text("enrich"), text("k")) };
    job.check(NOW).map(|job| job.visible_at)
}

#[test]
fn delays_are_whole_seconds_of_at_most_a_year() {
    assert_eq!(after(Field::Number("0".into())), Ok(NOW));
    assert_eq!(after(Field::Number("60.0".into())), Ok(NOW + SignedDuration::from_secs(60)));
    assert!(after(Field::Number("31536000".into())).is_ok());
    for wrong in ["-1", "31536001", "1.5", "1e3", "99999999999999999999999"] {
        let fault = after(Field::Number(wrong.into())).unwrap_err().to_string();
        assert_eq!(fault, "delay_seconds must be an integer from 0 to 31536000");
    }
    assert!(after(text("60")).is_err());
    assert!(after(Field::Boolean(true)).is_err());
}

#[test]
fn run_at_and_delay_exclude_each_other() {
    let both = JobFields {
        run_at: RunAt::Field(text("2027-01-16T09:00:00Z")),
        delay: Field::Number("1".into()),
        ..fields(text("enrich"), text("k"))
    };
    assert_eq!(fault_of(both), "give run_at or delay_seconds, not both");
}

proptest! {
    #[test]
    fn a_job_is_never_visible_before_it_is_sent(run_at in ".{0,40}", seconds in any::<i64>()) {
        if let Ok(visible) = at(text(&run_at)) {
            prop_assert!(visible >= NOW);
        }
        if let Ok(visible) = after(Field::Number(seconds.to_string().into())) {
            prop_assert!(visible >= NOW);
        }
    }

    #[test]
    fn an_accepted_key_is_stored_as_sent(key in "\\PC{0,600}") {
        match fields(text("enrich"), text(&key)).check(NOW) {
            Ok(job) => prop_assert_eq!(job.key.as_ref(), key.as_str()),
            Err(fault) => prop_assert!(matches!(
                fault,
                QueueFault::MissingKey | QueueFault::KeyTooLong(_)
            )),
        }
    }
}
