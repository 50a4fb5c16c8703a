//! Stage ordering, floor and override; the older form's vocabulary.

use jiff::ToSpan;

use super::super::samples::{NOW, case_in, closed_case, shown, stage, stages};
use super::*;

fn request(to: &str, overrides: bool) -> SetStage {
    SetStage { stage: to.to_owned(), overrides, ..SetStage::default() }
}

fn go(case: &Case, to: &str, overrides: bool) -> Result<Option<StageMove>, EnforcementFault> {
    move_to(case, &stage(to), &request(to, overrides), NOW)
}

#[track_caller]
fn after(case: &Case, to: &str, overrides: bool) -> Case {
    go(case, to, overrides).unwrap().unwrap().after
}

#[test]
fn a_stage_at_or_above_the_floor_is_entered_and_one_below_it_is_not() {
    for from in stages(NOW).into_iter().filter(|stage| stage.name != CLOSED) {
        for to in stages(NOW).into_iter().filter(|to| to.name != from.name && to.name != CLOSED) {
            let case = case_in(&from.name);
            let allowed = to.ordinal.is_none_or(|ordinal| ordinal >= case.stage_floor);
            let moved = go(&case, &to.name, false);
            assert_eq!(moved.is_ok(), allowed, "{} to {}", from.name, to.name);
            let Ok(Some(step)) = moved else { continue };
            assert_eq!(step.after.current_stage.as_deref(), Some(to.name.as_str()));
            assert_eq!(step.after.stage_floor, to.ordinal.unwrap_or(case.stage_floor));
        }
    }
}

#[test]
fn entering_sets_the_end_of_the_sla_and_the_time_of_entry() {
    let later = NOW + 5.hours();
    let planned = Stage { due: Some(later + 168.hours()), ..stage("action_planning") };
    let request = request("action_planning", false);
    let step = move_to(&case_in("asset_discovery"), &planned, &request, later).unwrap().unwrap();
    assert_eq!(step.after.stage_entered_at, Some(later));
    assert_eq!(step.after.next_action_at, Some(later + 168.hours()));
    let before = case_in("asset_discovery");
    let untouched = Case {
        current_stage: before.current_stage.clone(),
        stage_entered_at: before.stage_entered_at,
        next_action_at: before.next_action_at,
        stage_floor: before.stage_floor,
        ..step.after
    };
    assert_eq!(untouched, before, "nothing else changes");
}

#[test]
fn a_stage_without_an_sla_leaves_no_next_action() {
    assert_eq!(after(&case_in("bank_levy"), "free_text", false).next_action_at, None);
}

#[test]
fn going_back_needs_override_which_lowers_the_floor() {
    let case = case_in("recovery_monitoring");
    let (kind, message, detail, hint) = shown(&go(&case, "asset_discovery", false).unwrap_err());
    assert_eq!(kind, "stage_already_passed");
    assert_eq!(message, "stage asset_discovery lies before what the case has reached");
    assert_eq!(detail, "current stage is recovery_monitoring, ordinal 2 is below 5");
    assert_eq!(hint, "Set override to true to go back.");
    let back = after(&case, "asset_discovery", true);
    assert_eq!(back.stage_floor, 2);
    assert!(go(&back, "contact_validation", false).is_err());
    assert_eq!(after(&back, "bank_levy", false).stage_floor, 4);
}

#[test]
fn a_stage_without_an_ordinal_neither_raises_nor_lowers_the_floor() {
    for overrides in [false, true] {
        let aside = after(&case_in("bank_levy"), "free_text", overrides);
        assert_eq!(aside.stage_floor, 4);
        assert!(go(&aside, "asset_discovery", false).is_err(), "a detour opens no way back");
        assert!(go(&aside, "marshal", false).is_ok());
    }
}

#[test]
fn the_same_stage_changes_nothing_whether_or_not_it_lies_below_the_floor() {
    assert_eq!(go(&case_in("bank_levy"), "bank_levy", false), Ok(None));
    assert_eq!(go(&case_in("bank_levy"), "bank_levy", true), Ok(None));
    let adopted = Case { stage_floor: 5, ..case_in("bank_levy") };
    assert_eq!(go(&adopted, "bank_levy", false), Ok(None));
}

#[test]
fn an_adopted_case_without_a_stage_enters_any() {
    let adopted = Case { current_stage: None, stage_floor: 0, ..case_in("pre_enforcement") };
    let step = go(&adopted, "pre_enforcement", false).unwrap().unwrap();
    assert_eq!(
        step.payload.to_string(),
        r#"{"from":null,"to":"pre_enforcement","override":false}"#
    );
}

#[test]
fn closed_is_reached_by_closing_only_and_left_never() {
    for overrides in [false, true] {
        let fault = shown(&go(&case_in("bank_levy"), CLOSED, overrides).unwrap_err());
        assert_eq!((fault.0, fault.3.as_str()), ("wrong_function", "Call close_enforcement_case."));
        let fault = shown(&go(&closed_case(), "marshal", overrides).unwrap_err());
        assert_eq!((fault.0, fault.3.contains("open_enforcement_case")), ("case_closed", true));
    }
}

#[test]
fn the_event_says_from_to_and_whether_it_was_meant() {
    let step = go(&case_in("subpoena"), "asset_discovery", true).unwrap().unwrap();
    let expected = r#"{"from":"subpoena","to":"asset_discovery","override":true}"#;
    assert_eq!(step.payload.to_string(), expected);
}

fn older(judgment_id: Option<i64>, stage: Option<&str>) -> Result<JudgmentStage, EnforcementFault> {
    JudgmentStageRequest { judgment_id, stage: stage.map(str::to_owned) }.check()
}

#[test]
fn the_older_form_knows_seven_stages_trimmed_and_in_any_case() {
    for name in JUDGMENT_STAGES {
        let sent = format!(" {}\n", name.to_uppercase());
        assert_eq!(older(Some(3), Some(&sent)), Ok(JudgmentStage { judgment_id: 3, stage: name }));
    }
    for other in ["bank_levy", "closed", "pre enforcement", "collected!"] {
        let fault = older(Some(3), Some(other)).unwrap_err();
        assert_eq!(fault.to_string(), format!("invalid enforcement stage: {other}"));
    }
    let fault = older(Some(3), Some(" Paid ")).unwrap_err();
    assert_eq!(fault.to_string(), "invalid enforcement stage:  Paid ", "it is shown as sent");
}

#[test]
fn the_older_form_misses_the_id_before_the_stage() {
    assert_eq!(older(None, None).unwrap_err().to_string(), "judgment id is required");
    for blank in [None, Some(""), Some("  ")] {
        assert_eq!(older(Some(1), blank).unwrap_err().to_string(), "new stage is required");
    }
}

#[test]
fn a_judgment_s_stage_that_is_there_already_writes_nothing() {
    assert_eq!(change_judgment_stage(Some("collected"), "collected"), None);
    let delta = change_judgment_stage(None, "collected").unwrap().to_string();
    assert_eq!(delta, r#"{"judgment.enforcement_stage":{"from":null,"to":"collected"}}"#);
}
