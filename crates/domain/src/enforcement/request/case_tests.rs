//! Requests that move a case: every field, set, unset and malformed.

use super::super::super::EnforcementFault;
use super::super::super::samples::{CASE, digits, input, number, shown, text};
use super::*;
use crate::field::Field;

const ID: &str = "00000000-0000-0000-0000-00000000ca5e";

fn refusal<T: std::fmt::Debug>(checked: Result<T, EnforcementFault>) -> String {
    let fault = checked.unwrap_err();
    assert!(matches!(fault, EnforcementFault::Input(_)));
    let (_, message, detail, _) = shown(&fault);
    format!("{message}; {detail}")
}

fn opened(changed: &[(&'static str, Field<'static>)]) -> Checked<OpenCase> {
    OpenCase::check(&input(&[("judgment_id", digits("7"))], changed))
}

#[test]
fn open_takes_its_fields_and_trims_who_and_tier() {
    let all = opened(&[
        ("judgment_id", text(" 7 ")),
        ("plaintiff_id", text(ID)),
        ("tier", text(" TIER2 ")),
        ("collectability_score", text("82.5")),
        ("created_by", text("  ann ")),
        ("notes", text(" as sent ")),
    ]);
    let expected = OpenCase {
        judgment_id: 7,
        plaintiff_id: Some(CASE),
        tier: Some("tier2".to_owned()),
        collectability_score: Some(number("82.50")),
        created_by: Some("ann".to_owned()),
        notes: Some(" as sent ".to_owned()),
    };
    assert_eq!(all, Ok(expected));
    let unset = OpenCase { judgment_id: 7, ..OpenCase::default() };
    for nothing in [Field::Null, Field::Absent, text(""), text("  ")] {
        let fields = ["plaintiff_id", "tier", "collectability_score", "created_by", "notes"];
        let blank: Vec<_> = fields.into_iter().map(|name| (name, nothing.clone())).collect();
        assert_eq!(opened(&blank), Ok(unset.clone()), "{nothing}");
    }
}

#[test]
fn open_refuses_what_does_not_fit() {
    for (name, field, expected) in [
        ("judgment_id", Field::Null, "judgment_id is required; "),
        ("judgment_id", text("seven"), "judgment_id must be a whole number; judgment_id is seven"),
        ("judgment_id", digits("7.5"), "judgment_id must be a whole number; judgment_id is 7.5"),
        (
            "judgment_id",
            digits("9223372036854775808"),
            "judgment_id must be a whole number; judgment_id is 9223372036854775808",
        ),
        ("plaintiff_id", text("bob"), "plaintiff_id must be a UUID; plaintiff_id is bob"),
        ("plaintiff_id", digits("1"), "plaintiff_id must be a UUID; plaintiff_id is 1"),
        ("tier", text("tier4"), "unsupported tier: tier4; tier is tier4"),
        ("tier", text(" A "), "unsupported tier: A; tier is A"),
        ("tier", digits("3"), "tier must be text; tier is 3"),
        ("created_by", Field::Boolean(true), "created_by must be text; created_by is true"),
        ("notes", Field::Array(&"[]"), "notes must be text; notes is []"),
    ] {
        assert_eq!(refusal(opened(&[(name, field)])), expected);
    }
}

#[test]
fn a_score_has_two_decimals_from_0_to_100() {
    for good in ["0", "0.00", "34.99", "100", "100.00", "1e2", "5.500"] {
        let score = opened(&[("collectability_score", digits(good))]).unwrap();
        assert_eq!(score.collectability_score, Some(number(good)), "{good}");
    }
    for bad in ["-0.01", "100.01", "1.234", "NaN", "Infinity", "-Infinity", "1e999999999", "x"] {
        for field in [digits(bad), text(bad)] {
            let message = refusal(opened(&[("collectability_score", field)]));
            assert!(message.ends_with(&format!("collectability_score is {bad}")), "{message}");
        }
    }
}

fn closed(changed: &[(&'static str, Field<'static>)]) -> Checked<CloseCase> {
    CloseCase::check(&input(&[("case_id", text(ID)), ("status", text("satisfied"))], changed))
}

#[test]
fn close_takes_one_of_three_reasons() {
    for (sent, status) in [
        ("satisfied", ClosureReason::Satisfied),
        (" Uncollectible ", ClosureReason::Uncollectible),
        ("WITHDRAWN", ClosureReason::Withdrawn),
    ] {
        let request = closed(&[("status", text(sent)), ("closed_by", text(" bo "))]).unwrap();
        assert_eq!((request.status, request.case_id), (status, CASE));
        assert_eq!(request.closed_by.as_deref(), Some("bo"));
    }
    assert_eq!(closed(&[("note", text("paid"))]).unwrap().note.as_deref(), Some("paid"));
    assert_eq!(refusal(closed(&[("status", Field::Null)])), "status is required; ");
    assert_eq!(refusal(closed(&[("case_id", text(" "))])), "case_id is required; ");
    assert_eq!(
        refusal(closed(&[("status", text("Paid"))])),
        "unsupported status: Paid; status is Paid"
    );
    assert_eq!(
        refusal(closed(&[("status", text("closed"))])),
        "unsupported status: closed; status is closed"
    );
    assert_eq!(
        refusal(closed(&[("closed_by", digits("1"))])),
        "closed_by must be text; closed_by is 1"
    );
}

fn staged(changed: &[(&'static str, Field<'static>)]) -> Checked<SetStage> {
    SetStage::check(&input(&[("case_id", text(ID)), ("stage", text("marshal"))], changed))
}

#[test]
fn set_stage_reads_a_stage_as_it_was_sent_and_override() {
    let request = staged(&[("stage", text(" Bank_Levy\n")), ("actor", text(" c "))]).unwrap();
    assert_eq!((request.stage.as_str(), request.overrides), ("Bank_Levy", false));
    assert_eq!(request.actor.as_deref(), Some("c"));
    for (field, expected) in [
        (Field::Boolean(true), true),
        (Field::Boolean(false), false),
        (text("true"), true),
        (Field::Null, false),
    ] {
        assert_eq!(staged(&[("override", field)]).unwrap().overrides, expected);
    }
    assert!(staged(&[("metadata", Field::Object(&"{}"))]).is_ok());
    for (name, field, expected) in [
        ("stage", text(""), "stage is required; "),
        ("stage", digits("4"), "stage must be text; stage is 4"),
        ("case_id", Field::Absent, "case_id is required; "),
        ("case_id", text("7"), "case_id must be a UUID; case_id is 7"),
        ("override", text("maybe"), "override must be true or false; override is maybe"),
        ("override", digits("1"), "override must be true or false; override is 1"),
        ("metadata", text("{}"), "metadata must be an object; metadata is {}"),
        ("metadata", Field::Array(&"[1]"), "metadata must be an object; metadata is [1]"),
        ("note", Field::Boolean(false), "note must be text; note is false"),
        ("actor", Field::Object(&"{}"), "actor must be text; actor is {}"),
    ] {
        assert_eq!(refusal(staged(&[(name, field)])), expected);
    }
}

fn overridden(changed: &[(&'static str, Field<'static>)]) -> Checked<SetTierOverride> {
    SetTierOverride::check(&input(&[("case_id", text(ID))], changed))
}

#[test]
fn set_tier_override_reads_a_tier_or_none_and_an_end() {
    let none = SetTierOverride { case_id: CASE, ..SetTierOverride::default() };
    assert_eq!(overridden(&[]), Ok(none));
    let request = overridden(&[
        ("tier", text("Tier3")),
        ("expires_at", text("2027-01-16T10:00:00+01:00")),
        ("note", text("n")),
        ("actor", text("a")),
    ]);
    let request = request.unwrap();
    assert_eq!(request.tier.as_deref(), Some("tier3"));
    assert_eq!(request.expires_at, "2027-01-16T09:00:00Z".parse().ok());
    assert_eq!((request.note.as_deref(), request.actor.as_deref()), (Some("n"), Some("a")));
    let fault = refusal(overridden(&[("expires_at", text("tomorrow"))]));
    assert!(fault.ends_with("expires_at is tomorrow"), "{fault}");
    assert_eq!(refusal(overridden(&[("tier", text("3"))])), "unsupported tier: 3; tier is 3");
    assert_eq!(refusal(overridden(&[("case_id", Field::Null)])), "case_id is required; ");
}
