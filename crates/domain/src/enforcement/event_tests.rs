//! Kinds of events and the status that each moves.

use super::super::Delta;
use super::super::samples::{case_in, closed_case, shown};
use super::*;

/// Kind, column and value as docs/contract/cases.md has them; no column moves nothing.
const TABLE: [(&str, &str, &str); 16] = [
    ("asset_search_requested", "", ""),
    ("asset_search_completed", "", ""),
    ("bank_levy_filed", "levy_status", "filed"),
    ("bank_levy_served", "levy_status", "served"),
    ("bank_levy_released", "levy_status", "released"),
    ("garnishment_order_signed", "garnishment_status", "order_signed"),
    ("garnishment_served", "garnishment_status", "served"),
    ("garnishment_remittance", "garnishment_status", "remitting"),
    ("subpoena_issued", "", ""),
    ("subpoena_complied", "", ""),
    ("marshal_assigned", "marshal_status", "assigned"),
    ("marshal_attempted", "marshal_status", "attempted"),
    ("marshal_result", "marshal_status", "completed"),
    ("case_stage_changed", "", ""),
    ("payment_received", "", ""),
    ("action_updated", "", ""),
];

const WITH_DOCUMENT: [&str; 6] = [
    "bank_levy_filed",
    "bank_levy_served",
    "garnishment_order_signed",
    "garnishment_served",
    "marshal_result",
    "subpoena_issued",
];

#[test]
fn each_kind_moves_its_column_and_nothing_else() {
    for (kind, (name, column, value)) in EventKind::ALL.into_iter().zip(TABLE) {
        assert_eq!(kind.name(), name, "the order is that of the database's type");
        for case in [case_in("bank_levy"), closed_case()] {
            let delta = Delta::between(&case, &apply_event(&case, kind)).json().to_string();
            let expected = match column {
                "" => "{}".to_owned(),
                _ => format!(r#"{{"{column}":{{"from":null,"to":"{value}"}}}}"#),
            };
            assert_eq!(delta, expected, "{name}");
        }
    }
}

#[test]
fn the_last_event_decides_and_the_same_value_is_no_change() {
    let mut case = case_in("bank_levy");
    for (kind, expected) in [
        (EventKind::BankLevyServed, "served"),
        (EventKind::BankLevyFiled, "filed"),
        (EventKind::BankLevyReleased, "released"),
        (EventKind::BankLevyReleased, "released"),
    ] {
        let after = apply_event(&case, kind);
        let changed = case.levy_status.as_deref() != Some(expected);
        assert_eq!(Delta::between(&case, &after).is_empty(), !changed);
        assert_eq!(after.levy_status.as_deref(), Some(expected));
        case = after;
    }
}

#[test]
fn filings_and_servings_need_their_document() {
    for kind in EventKind::ALL {
        assert_eq!(kind.needs_document(), WITH_DOCUMENT.contains(&kind.name()), "{kind:?}");
    }
}

#[test]
fn fourteen_kinds_may_be_logged_and_two_belong_to_other_calls() {
    for kind in &EventKind::ALL[..14] {
        assert_eq!(EventKind::to_log(kind.name()), Ok(*kind));
    }
    for (name, rpc) in [
        ("payment_received", "record_enforcement_payment"),
        ("action_updated", "queue_enforcement_action"),
    ] {
        let (kind, message, _, hint) = shown(&EventKind::to_log(name).unwrap_err());
        assert_eq!(
            (kind, message),
            ("wrong_function", format!("event_kind {name} is written by {rpc}"))
        );
        assert_eq!(hint, format!("Call {rpc}."));
    }
    for wrong in ["bank levy filed", "levy", ""] {
        let (kind, message, _, hint) = shown(&EventKind::to_log(wrong).unwrap_err());
        assert_eq!(
            (kind, message),
            ("unsupported_value", format!("unsupported event_kind: {wrong}"))
        );
        assert!(hint.ends_with("marshal_result, case_stage_changed."), "{hint}");
        assert!(!hint.contains("payment_received"), "{hint}");
    }
}
