//! What a case begins with, and what closing leaves.

use super::super::samples::{
    CASE, NOW, case_in, closed_case, closing, judgment, number, rules, shown, stage,
};
use super::super::{ClosureReason, Delta};
use super::*;

const PLAINTIFF: Uuid = Uuid::from_u128(0xb0b);

fn opened(judgment: &Judgment, request: &OpenCase) -> Result<Opening, EnforcementFault> {
    open(CASE, judgment, request, &stage("pre_enforcement"), &rules(), NOW)
}

#[test]
fn a_case_begins_with_what_its_judgment_and_the_lookup_say() {
    let opening = opened(&judgment(), &OpenCase::default()).unwrap();
    let expected = Case {
        id: CASE,
        judgment_id: 7,
        case_number: Some("CV-7".to_owned()),
        opened_at: Some(NOW),
        current_stage: Some("pre_enforcement".to_owned()),
        status: "open".to_owned(),
        tier: Some("tier0".to_owned()),
        tier_reason: Some("default".to_owned()),
        tier_as_of: Some(NOW),
        next_action_at: stage("pre_enforcement").due,
        current_balance: Some(number("1000.00")),
        stage_entered_at: Some(NOW),
        ..Case::default()
    };
    assert_eq!(opening.case, expected);
    assert_eq!(opening.payload.to_string(), r#"{"from":null,"to":"pre_enforcement"}"#);
}

#[test]
fn the_delta_of_a_new_case_has_every_set_column_from_null() {
    let case = opened(&judgment(), &OpenCase::default()).unwrap().case;
    let Json::Object(changes) = Delta::of_new(&case).json() else { panic!("no object") };
    let set: Vec<_> = case.columns().into_iter().filter(|(_, to)| *to != Json::Null).collect();
    let expected: Vec<_> = set
        .into_iter()
        .map(|(column, to)| (column, Json::object([("from", Json::Null), ("to", to)])))
        .collect();
    assert_eq!(changes, expected);
}

#[test]
fn the_balance_is_what_is_due_else_the_amount_else_unknown() {
    let of = |due: Option<&str>, amount: Option<&str>| {
        let judgment = Judgment {
            balance_due: due.map(number),
            judgment_amount: amount.map(number),
            ..judgment()
        };
        opened(&judgment, &OpenCase::default()).map(|opening| opening.case.current_balance)
    };
    assert_eq!(of(Some("5.50"), Some("9.00")), Ok(Some(number("5.50"))));
    assert_eq!(of(None, Some("9.005")), Ok(Some(number("9.01"))));
    assert_eq!(of(None, None), Ok(None));
    assert!(of(Some("999999999999.99"), None).is_ok());
    for wide in ["1000000000000.00", "999999999999.995", "-1000000000000"] {
        let fault = shown(&of(Some(wide), None).unwrap_err());
        assert_eq!(
            (fault.0, fault.1.as_str()),
            ("balance_out_of_range", "the judgment's balance is out of range")
        );
    }
}

#[test]
fn the_tier_follows_the_rules_or_is_kept_as_an_override() {
    let scored = OpenCase { collectability_score: Some(number("82.00")), ..OpenCase::default() };
    let case = opened(&judgment(), &scored).unwrap().case;
    assert_eq!(case.tier_reason.as_deref(), Some("score 82.00 >= 80"));
    assert_eq!((case.tier.as_deref(), case.tier_override), (Some("tier3"), None));
    let by_hand = OpenCase { tier: Some("tier1".to_owned()), ..scored };
    let case = opened(&judgment(), &by_hand).unwrap().case;
    assert_eq!(
        (case.tier.as_deref(), case.tier_reason.as_deref()),
        (Some("tier1"), Some("override"))
    );
    assert_eq!(case.tier_override.as_deref(), Some("tier1"));
    assert_eq!(case.override_note.as_deref(), Some("set at opening"));
    assert_eq!(case.collectability_score, Some(number("82.00")));
}

#[test]
fn the_plaintiff_is_the_judgment_s() {
    let with = |known, given| {
        let judgment = Judgment { plaintiff_id: known, ..judgment() };
        opened(&judgment, &OpenCase { plaintiff_id: given, ..OpenCase::default() })
            .map(|opening| opening.case.plaintiff_id)
    };
    assert_eq!(with(None, None), Ok(None));
    assert_eq!(with(None, Some(PLAINTIFF)), Ok(Some(PLAINTIFF)));
    assert_eq!(with(Some(PLAINTIFF), None), Ok(Some(PLAINTIFF)));
    assert_eq!(with(Some(PLAINTIFF), Some(PLAINTIFF)), Ok(Some(PLAINTIFF)));
    let fault = shown(&with(Some(PLAINTIFF), Some(CASE)).unwrap_err());
    assert_eq!(
        (fault.0, fault.1.as_str()),
        ("plaintiff_mismatch", "plaintiff_id is not the judgment's")
    );
    assert_eq!(fault.2, format!("plaintiff_id is {CASE}, the judgment's is {PLAINTIFF}"));
}

#[test]
fn a_second_open_case_is_refused_with_the_first_one_s_id() {
    assert_eq!(require_no_case(&judgment(), None), Ok(()));
    let fault = shown(&require_no_case(&judgment(), Some(CASE)).unwrap_err());
    assert_eq!((fault.0, fault.1.as_str()), ("case_already_open", "judgment 7 has an open case"));
    assert_eq!(fault.2, format!("case {CASE}"));
}

#[test]
fn closing_closes_status_stage_and_time_with_its_reason() {
    for (status, name) in [
        (ClosureReason::Satisfied, "satisfied"),
        (ClosureReason::Uncollectible, "uncollectible"),
        (ClosureReason::Withdrawn, "withdrawn"),
    ] {
        let before = case_in("wage_garnishment");
        let request = CloseCase { status, ..closing() };
        let done = close(&before, &request, &stage("closed"), NOW).unwrap();
        assert_eq!(done.status_reason, format!("case closed: {name}"));
        let expected = Case {
            status: "closed".to_owned(),
            current_stage: Some("closed".to_owned()),
            closed_at: Some(NOW),
            closure_reason: Some(name.to_owned()),
            next_action_at: None,
            stage_entered_at: Some(NOW),
            stage_floor: 6,
            ..before.clone()
        };
        assert_eq!(done.after, expected);
        assert!(!done.after.is_open());
        assert_eq!(
            done.payload(&before, &[CASE]).to_string(),
            format!(
                r#"{{"from":"wage_garnishment","to":"closed","closure_reason":"{name}","actions_closed":["{CASE}"]}}"#
            )
        );
    }
}

#[test]
fn an_sla_that_an_operator_gave_to_closed_is_not_a_next_action() {
    let stage = Stage { due: Some(NOW), ..stage("closed") };
    assert_eq!(
        close(&case_in("marshal"), &closing(), &stage, NOW).unwrap().after.next_action_at,
        None
    );
}

#[test]
fn what_is_closed_by_status_or_by_time_is_not_closed_again() {
    let by_status = Case { status: "closed".to_owned(), ..case_in("marshal") };
    let by_time = Case { closed_at: Some(NOW), ..case_in("marshal") };
    for case in [closed_case(), by_status, by_time] {
        assert!(!case.is_open());
        let fault = shown(&close(&case, &closing(), &stage("closed"), NOW).unwrap_err());
        assert_eq!((fault.0, fault.1), ("case_closed", format!("case {CASE} is closed")));
        assert_eq!(fault.3, "Open a new one with open_enforcement_case.");
    }
    let other = Case { status: "on hold".to_owned(), ..case_in("marshal") };
    assert!(other.is_open(), "an application's own status is not closed");
}
