//! Cases, stages and rules that the tests begin from; lookups as they are shipped.

use std::borrow::Cow;

use bigdecimal::BigDecimal;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::{Case, CloseCase, ClosureReason, EnforcementFault, Judgment, Stage, TierRule};
use crate::field::Field;
use crate::input::Input;

/// A Friday, 08:00 UTC.
pub const NOW: Timestamp = Timestamp::constant(1_800_000_000, 0);
pub const CASE: Uuid = Uuid::from_u128(0xca5e);

/// Name, ordinal and days of SLA; `free_text` came from an application.
const STAGES: [(&str, Option<i32>, Option<i64>); 11] = [
    ("pre_enforcement", Some(0), Some(1)),
    ("contact_validation", Some(1), Some(1)),
    ("asset_discovery", Some(2), Some(10)),
    ("action_planning", Some(3), Some(7)),
    ("bank_levy", Some(4), Some(7)),
    ("wage_garnishment", Some(4), Some(14)),
    ("subpoena", Some(4), Some(30)),
    ("marshal", Some(4), Some(14)),
    ("recovery_monitoring", Some(5), Some(30)),
    ("closed", Some(6), None),
    ("free_text", None, None),
];

pub fn number(text: &str) -> BigDecimal {
    text.parse().unwrap()
}

pub fn stages(now: Timestamp) -> Vec<Stage> {
    let stage = |(name, ordinal, days): &(&str, Option<i32>, Option<i64>)| Stage {
        name: (*name).to_owned(),
        ordinal: *ordinal,
        due: days.map(|days| now + (days * 24).hours()),
        judgment_stage: None,
    };
    STAGES.iter().map(stage).collect()
}

pub fn stage(name: &str) -> Stage {
    stages(NOW).into_iter().find(|stage| stage.name == name).unwrap()
}

pub fn rules() -> Vec<TierRule> {
    let rule = |tier: &str, score: &str, balance: Option<&str>| TierRule {
        tier: tier.to_owned(),
        min_score: Some(number(score)),
        min_balance: balance.map(number),
    };
    vec![
        rule("tier0", "0", None),
        rule("tier1", "35", Some("5000")),
        rule("tier2", "60", Some("15000")),
        rule("tier3", "80", Some("50000")),
    ]
}

pub fn judgment() -> Judgment {
    Judgment {
        id: 7,
        case_number: Some("CV-7".to_owned()),
        judgment_amount: Some(number("1000.00")),
        enforcement_stage: Some("pre_enforcement".to_owned()),
        ..Judgment::default()
    }
}

/// An open case in that stage.
pub fn case_in(name: &str) -> Case {
    let stage = stage(name);
    Case {
        id: CASE,
        judgment_id: 7,
        opened_at: Some(NOW),
        status: "open".to_owned(),
        current_stage: Some(stage.name),
        stage_entered_at: Some(NOW),
        next_action_at: stage.due,
        stage_floor: stage.ordinal.unwrap_or_default(),
        current_balance: Some(number("1000.00")),
        ..Case::default()
    }
}

pub fn closed_case() -> Case {
    super::close(&case_in("bank_levy"), &closing(), &stage("closed"), NOW).unwrap().after
}

pub fn closing() -> CloseCase {
    CloseCase { case_id: CASE, status: ClosureReason::Satisfied, note: None, closed_by: None }
}

/// Message, detail and hint; the reason comes first.
pub fn shown(fault: &EnforcementFault) -> (&'static str, String, String, String) {
    let (reason, detail, hint) = match fault {
        EnforcementFault::Input(fault) => (fault.reason(), fault.detail(), fault.hint()),
        EnforcementFault::NotFound { reason, .. } => (*reason, None, String::new()),
        EnforcementFault::Refused { reason, detail, hint, .. } => {
            (*reason, detail.clone(), hint.clone())
        }
    };
    (reason.name(), fault.to_string(), detail.unwrap_or_default(), hint)
}

pub fn text(value: &str) -> Field<'_> {
    Field::Text(Cow::Borrowed(value))
}

pub fn digits(value: &str) -> Field<'_> {
    Field::Number(Cow::Borrowed(value))
}

/// These fields, over and after the ones that the request cannot do without.
pub fn input<'a>(base: &[(&'a str, Field<'a>)], changed: &[(&'a str, Field<'a>)]) -> Input<'a> {
    let kept = base.iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
    Input(kept.chain(changed).cloned().collect())
}
