//! Which status of an action follows which.

use super::super::samples::{CASE, shown};
use super::*;

fn request(status: ActionStatus) -> QueueAction {
    QueueAction {
        case_id: CASE,
        action_type: ActionType::Marshal,
        status,
        actor: None,
        status_reason: None,
    }
}

fn action(status: ActionStatus) -> Action {
    Action { id: Uuid::from_u128(0xac), status }
}

#[test]
fn every_transition_of_the_table() {
    use ActionStatus::{Cancelled, Completed, Failed, Pending, Planned, Served};
    let active = [Planned, Pending, Served];
    for (place, from) in active.into_iter().enumerate() {
        let here = action(from);
        for (other, to) in active.into_iter().enumerate() {
            let decided = queue_action(&request(to), Some(&here), None);
            match other.cmp(&place) {
                std::cmp::Ordering::Less => {
                    let (kind, message, detail, _) = shown(&decided.unwrap_err());
                    assert_eq!(
                        (kind, message.as_str()),
                        ("status_goes_back", "a marshal does not go back")
                    );
                    assert_eq!(detail, format!("from {} to {}", from.name(), to.name()));
                }
                std::cmp::Ordering::Equal => assert_eq!(decided, Ok(ActionMove::Keep(here.id))),
                std::cmp::Ordering::Greater => {
                    assert_eq!(decided, Ok(ActionMove::Advance(here.id)));
                }
            }
        }
        for to in [Completed, Failed, Cancelled] {
            let decided = queue_action(&request(to), Some(&here), None);
            assert_eq!(decided, Ok(ActionMove::Finish(here.clone())), "{from:?} to {to:?}");
        }
    }
}

#[test]
fn without_an_active_one_any_active_status_begins_a_new_one() {
    let last = action(ActionStatus::Completed);
    for status in [ActionStatus::Planned, ActionStatus::Pending, ActionStatus::Served] {
        assert_eq!(queue_action(&request(status), None, None), Ok(ActionMove::Begin));
        assert_eq!(queue_action(&request(status), None, Some(&last)), Ok(ActionMove::Begin));
    }
}

#[test]
fn there_is_nothing_to_finish_without_an_active_one() {
    for status in [ActionStatus::Completed, ActionStatus::Failed, ActionStatus::Cancelled] {
        let never = shown(&queue_action(&request(status), None, None).unwrap_err());
        assert_eq!(
            (never.0, never.1.as_str()),
            ("action_not_found", "action of type marshal not found")
        );
        let last = action(ActionStatus::Failed);
        let over = shown(&queue_action(&request(status), None, Some(&last)).unwrap_err());
        assert_eq!((over.0, over.1.as_str()), ("action_finished", "no marshal is under way"));
        assert_eq!(over.2, format!("the last one, {}, is failed", last.id));
        assert_eq!(over.3, "A finished action is not reopened: queue a new one.");
    }
}

#[test]
fn names_are_those_of_the_table_and_come_back() {
    let names = ActionStatus::ALL.map(ActionStatus::name);
    assert_eq!(names, ["planned", "pending", "served", "completed", "failed", "cancelled"]);
    for status in ActionStatus::ALL {
        assert_eq!(ActionStatus::from_name(status.name()), Some(status));
        let active = matches!(status.name(), "planned" | "pending" | "served");
        assert_eq!(status.is_active(), active);
    }
    assert_eq!(ActionStatus::from_name("on hold"), None);
    let types = ActionType::ALL.map(ActionType::name);
    assert_eq!(types, ["bank_levy", "garnishment", "subpoena", "marshal"]);
    let fault = ActionType::named(&"x".repeat(300)).unwrap_err();
    assert_eq!(fault.detail(), Some(format!("action_type is {}", "x".repeat(100))));
    assert_eq!(fault.hint(), "Use one of bank_levy, garnishment, subpoena, marshal.");
    let fault = ActionStatus::named("open").unwrap_err();
    assert_eq!(fault.hint(), "Use one of planned, pending, served, completed, failed, cancelled.");
}

#[test]
fn the_end_of_an_action_is_told_with_its_reason() {
    let served = action(ActionStatus::Served);
    let payload = |reason| served.finished(ActionType::BankLevy, ActionStatus::Failed, reason);
    assert_eq!(
        payload(Some("no account")).to_string(),
        format!(
            r#"{{"action_id":"{}","action_type":"bank_levy","from":"served","to":"failed","status_reason":"no account"}}"#,
            served.id
        )
    );
    assert!(payload(None).to_string().ends_with(r#""status_reason":null}"#));
}
