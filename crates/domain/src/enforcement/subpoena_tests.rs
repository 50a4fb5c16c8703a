//! Due dates over weekends, answers and what follows from them.

use proptest::prelude::*;

use super::super::samples::{CASE, shown};
use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn three_business_days_skip_the_weekend_and_keep_the_time() {
    for (now, due) in [
        ("2026-11-16T09:30:00Z", "2026-11-19T09:30:00Z"), // Monday, Thursday
        ("2026-11-17T09:30:00Z", "2026-11-20T09:30:00Z"), // Tuesday, Friday
        ("2026-11-18T09:30:00Z", "2026-11-23T09:30:00Z"), // Wednesday, Monday
        ("2026-11-19T09:30:00Z", "2026-11-24T09:30:00Z"), // Thursday, Tuesday
        ("2026-11-20T09:30:00Z", "2026-11-25T09:30:00Z"), // Friday, Wednesday
        ("2026-11-21T09:30:00Z", "2026-11-25T09:30:00Z"), // Saturday, Wednesday
        ("2026-11-22T09:30:00Z", "2026-11-25T09:30:00Z"), // Sunday, Wednesday
        // Already Saturday in the east, still Friday in UTC.
        ("2026-11-21T01:00:00+03:00", "2026-11-25T22:00:00Z"),
        // Over the end of a year.
        ("2026-12-31T23:59:59Z", "2027-01-05T23:59:59Z"),
    ] {
        assert_eq!(review_due(at(now)), at(due), "{now}");
    }
}

#[test]
fn a_subpoena_is_due_thirty_days_after_today_in_utc() {
    assert_eq!(default_due(at("2026-11-22T23:59:59Z")).to_string(), "2026-12-22");
    assert_eq!(default_due(at("2027-02-01T00:30:00+02:00")).to_string(), "2027-03-02");
}

fn answer(complied: bool, note: Option<&str>) -> RecordResponse {
    RecordResponse {
        case_id: CASE,
        complied,
        note: note.map(str::to_owned),
        ..RecordResponse::default()
    }
}

#[test]
fn an_answer_decides_on_event_task_and_reason() {
    let yes = respond(&answer(true, None));
    assert_eq!((yes.kind, yes.event), ("review_production", EventKind::SubpoenaComplied));
    let no = respond(&answer(false, None));
    assert_eq!((no.kind, no.event), ("prep_contempt_motion", EventKind::ActionUpdated));
    assert_eq!(answer(false, None).status_reason(), "not complied");
    assert_eq!(answer(false, Some("sent half")).status_reason(), "sent half");
    assert_eq!(answer(true, Some("all there")).status_reason(), "all there");
    let payload = answer(false, None).payload(CASE).to_string();
    let expected = format!(
        r#"{{"action_id":"{CASE}","action_type":"subpoena","complied":false,"status_reason":"not complied"}}"#
    );
    assert_eq!(payload, expected);
}

#[test]
fn only_this_case_s_active_subpoena_can_be_answered() {
    let named = RecordResponse { action_id: Some(CASE), ..answer(true, None) };
    let check = |kind, ours, status| require_answerable(&named, kind, ours, status);
    for status in [ActionStatus::Planned, ActionStatus::Pending, ActionStatus::Served] {
        assert_eq!(check("subpoena", true, Some(status)), Ok(status));
        assert_eq!(shown(&check("subpoena", false, Some(status)).unwrap_err()).0, "not_a_subpoena");
        let other = shown(&check("marshal", true, Some(status)).unwrap_err());
        assert_eq!((other.0, other.2.as_str()), ("not_a_subpoena", "action_type is marshal"));
    }
    let over = [ActionStatus::Completed, ActionStatus::Failed, ActionStatus::Cancelled];
    for status in over.map(Some).into_iter().chain([None]) {
        let fault = shown(&check("subpoena", true, status).unwrap_err());
        assert_eq!((fault.0, fault.1), ("subpoena_closed", format!("subpoena {CASE} is closed")));
    }
}

proptest! {
    #[test]
    fn a_review_is_due_on_a_business_day_with_three_of_them_between(seconds in 0i64..=4_000_000_000) {
        let now = Timestamp::from_second(seconds).unwrap();
        let due = review_due(now);
        let date = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
        let is_business = |day: Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        prop_assert!(is_business(date(due)));
        let days = date(now).series(1.day()).skip(1).take_while(|day| *day <= date(due));
        prop_assert_eq!(days.filter(|day| is_business(*day)).count(), 3);
        prop_assert_eq!((due.as_second() - now.as_second()) % 86_400, 0);
    }
}
