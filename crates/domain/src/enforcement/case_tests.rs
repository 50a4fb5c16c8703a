//! Deltas: what they name, and that they rebuild the case.

use proptest::prelude::*;

use super::super::samples::{NOW, case_in, number};
use super::*;

/// Every column with a value of its own; the numbers tell two of them apart.
fn full(salt: i64) -> Case {
    let text = |name: &str| Some(format!("{name} {salt}"));
    let time = |offset: i64| Timestamp::from_second(salt * 100 + offset).ok();
    Case {
        id: Uuid::from_u128(1),
        judgment_id: salt,
        case_number: text("number"),
        plaintiff_id: Some(Uuid::from_u128(salt.unsigned_abs().into())),
        opened_at: time(1),
        current_stage: text("stage"),
        status: format!("status {salt}"),
        tier: text("tier"),
        tier_reason: text("reason"),
        tier_as_of: time(2),
        tier_override: text("override"),
        override_expires_at: time(3),
        override_note: text("note"),
        collectability_score: Some(BigDecimal::from(salt)),
        levy_status: text("levy"),
        garnishment_status: text("garnishment"),
        marshal_status: text("marshal"),
        next_action_at: time(4),
        closed_at: time(5),
        closure_reason: text("closure"),
        current_balance: Some(BigDecimal::from(salt + 1)),
        stage_entered_at: time(6),
        stage_floor: i32::try_from(salt).unwrap(),
    }
}

#[test]
fn every_column_that_a_call_may_write_is_recorded() {
    let Json::Object(delta) = Delta::between(&full(1), &full(2)).json() else { panic!() };
    let changed: Vec<_> = delta.iter().map(|(column, _)| *column).collect();
    let recorded: Vec<_> = full(1).columns().iter().map(|(column, _)| *column).collect();
    assert_eq!(changed, recorded);
    assert_eq!(changed.len(), 22, "a new column of Case must be compared too");
}

#[test]
fn a_delta_is_written_with_numbers_as_numbers_and_times_in_utc() {
    let before = case_in("bank_levy");
    let after = Case {
        current_balance: Some(number("0.10")),
        next_action_at: "2027-01-02T03:04:05.5+02:00".parse().ok(),
        closure_reason: Some("a \"word\"".to_owned()),
        ..before.clone()
    };
    assert_eq!(
        Delta::between(&before, &after).json().to_string(),
        r#"{"next_action_at":{"from":"2027-01-22T08:00:00Z","to":"2027-01-02T01:04:05.5Z"},"closure_reason":{"from":null,"to":"a \"word\""},"current_balance":{"from":1000.00,"to":0.10}}"#
    );
}

#[test]
fn the_same_amount_in_other_digits_is_no_change() {
    let before = case_in("bank_levy");
    let after = Case { current_balance: Some(number("1000")), ..before.clone() };
    assert!(Delta::between(&before, &after).is_empty());
}

#[test]
fn a_judgment_s_stage_joins_the_delta_when_it_changes() {
    let none = Delta::default().with_judgment_stage(Some("collected"), "collected");
    assert!(none.is_empty());
    let some = Delta::default().with_judgment_stage(Some("levy_issued"), "collected");
    assert_eq!(
        some.json().to_string(),
        r#"{"judgment.enforcement_stage":{"from":"levy_issued","to":"collected"}}"#
    );
}

#[test]
fn open_means_neither_status_nor_time_says_closed() {
    for (status, closed_at, open) in [
        ("open", None, true),
        ("on hold", None, true),
        ("closed", None, false),
        ("open", Some(NOW), false),
        ("closed", Some(NOW), false),
    ] {
        let case = Case { status: status.to_owned(), closed_at, ..case_in("marshal") };
        assert_eq!((case.is_open(), case.require_open().is_ok()), (open, open), "{status}");
    }
}

proptest! {
    /// Any mix of two cases' columns differs from the first in exactly the columns it took over.
    #[test]
    fn a_delta_names_what_changed_and_only_that(taken in any::<u32>()) {
        let (one, other) = (full(1).columns(), full(2).columns());
        let mixed = Case {
            tier: if taken & 1 == 0 { full(1).tier } else { full(2).tier },
            current_balance: if taken & 2 == 0 { full(1).current_balance } else { None },
            stage_floor: if taken & 4 == 0 { 1 } else { 2 },
            next_action_at: if taken & 8 == 0 { full(1).next_action_at } else { None },
            ..full(1)
        };
        let Json::Object(changes) = Delta::between(&full(1), &mixed).json() else { panic!() };
        prop_assert_eq!(changes.len(), (taken & 15).count_ones() as usize);
        for (place, (column, now)) in mixed.columns().into_iter().enumerate() {
            let change = changes.iter().find(|(name, _)| *name == column);
            prop_assert_eq!(change.is_none(), now == one[place].1);
            prop_assert!(now == one[place].1 || now == other[place].1 || now == Json::Null);
        }
    }
}
