//! The same call from many sessions at once, on one case or judgment.

use std::collections::BTreeSet;

use postgres::Error;
use serde_json::{Value, json};

use crate::support::cases::{answer, ask, judgments, one_case, open, refusal};
use crate::support::check::assert_none;
use crate::support::{Dice, Place, ledger};

const SESSIONS: usize = 16;

/// The one call that went well, and what the others were told.
#[track_caller]
fn winner(outcomes: Vec<Result<Value, Error>>) -> (Value, Vec<(String, String, Option<String>)>) {
    let (won, lost): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    let [won] = &won[..] else { panic!("{} won", won.len()) };
    assert_eq!(lost.len(), SESSIONS - 1);
    (won.as_ref().unwrap().clone(), lost.into_iter().map(refusal).collect())
}

#[test]
fn of_sessions_that_open_a_case_one_wins_and_the_others_learn_its_id() {
    let place = Place::new();
    judgments(&place, 1, "1000");
    let call = |_, client: &mut _| ask(client, "open_enforcement_case(1, 'test')");
    let (won, lost) = winner(place.storm(SESSIONS, call));
    for refused in lost {
        let detail = format!("case {}", won.as_str().unwrap());
        let message = "judgment 1 has an open case".to_owned();
        assert_eq!(refused, ("23505".to_owned(), message, Some(detail)));
    }
    assert_none(&ledger::violations(&mut place.connect()));
    assert_eq!(place.number("select count(*) from enforcement_events"), 1);
}

#[test]
fn of_sessions_that_close_a_case_one_wins() {
    let (place, case) = one_case("1000");
    let sql = format!("close_enforcement_case('{case}', 'satisfied')");
    let (_, lost) = winner(place.storm(SESSIONS, |_, client| ask(client, &sql)));
    let told = ("23505".to_owned(), format!("case {case} is closed"), None);
    assert!(lost.iter().all(|refused| *refused == told), "{lost:?}");
    assert_none(&ledger::violations(&mut place.connect()));
    assert_eq!(place.number("select count(*) from enforcement_history"), 2);
}

#[test]
fn a_judgment_whose_case_is_closed_and_opened_by_many_has_one_open_case() {
    let (place, _) = one_case("1000");
    let done = place.storm(SESSIONS, |_, client| {
        let mut opened = 0;
        for _ in 0..20 {
            let closed = ask(
                client,
                "close_enforcement_case((select id from enforcement_cases
                     where judgment_id = 1 and closed_at is null), 'withdrawn')",
            );
            if closed.is_ok() {
                opened += i64::from(ask(client, "open_enforcement_case(1, 'test')").is_ok());
            }
        }
        opened
    });
    assert_none(&ledger::violations(&mut place.connect()));
    let opened: i64 = done.iter().sum();
    assert!(opened > 1);
    assert_eq!(place.number("select count(*) from enforcement_cases"), opened + 1);
}

#[test]
fn moves_of_one_case_follow_on_each_other() {
    let (place, case) = one_case("1000");
    let stages = ["bank_levy", "wage_garnishment", "subpoena", "marshal"];
    let moved = place.storm(SESSIONS, |session, client| {
        let mut dice = Dice::of_session(session);
        let mut moved = || {
            let stage = stages[dice.roll(4)];
            let call = format!("set_enforcement_stage('{case}', '{stage}', 'test', null, null)");
            i64::from(answer(client, &call)["changed"] == true)
        };
        (0..20).map(|_| moved()).sum::<i64>()
    });
    // The first row of the history is the opening; each later one begins where the one before ended.
    let moved: i64 = moved.iter().sum();
    assert_none(&ledger::violations(&mut place.connect()));
    assert_eq!(place.number("select count(*) from enforcement_history"), moved + 1);
    assert_eq!(place.number("select count(*) from enforcement_events"), moved + 1);
}

#[test]
fn one_event_logged_by_many_moves_the_status_once() {
    let (place, case) = one_case("1000");
    let call = format!("log_enforcement_event('{case}', 'marshal_attempted')");
    place.storm(SESSIONS, |_, client| answer(client, &call));
    let logged = "select count(*) from enforcement_events where event_kind = 'marshal_attempted'";
    assert_eq!(place.number(logged), i64::try_from(SESSIONS).unwrap());
    let moved = "select count(*) from enforcement_history where delta ? 'marshal_status'";
    assert_eq!(place.number(moved), 1);
    assert_none(&ledger::violations(&mut place.connect()));
}

#[test]
fn an_action_queued_by_many_is_one_action() {
    let (place, case) = one_case("1000");
    let answers = place.storm(SESSIONS, |session, client| {
        let metadata = format!("jsonb_build_object('{session}', true)");
        answer(client, &format!("queue_enforcement_action('{case}', 'marshal', null, {metadata})"))
    });
    let ids: BTreeSet<_> = answers.iter().map(|answer| answer["action_id"].to_string()).collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(answers.iter().filter(|answer| answer["created"] == true).count(), 1);
    let metadata = "select count(*) from enforcement_actions, jsonb_each(metadata)";
    assert_eq!(place.number(metadata), i64::try_from(SESSIONS).unwrap(), "all were merged");
    assert_none(&ledger::violations(&mut place.connect()));
}

#[test]
fn an_action_ended_by_many_ends_once() {
    let (place, case) = one_case("1000");
    place.run(&format!("select queue_enforcement_action('{case}', 'garnishment', 'served')"));
    let call = format!("queue_enforcement_action('{case}', 'garnishment', 'completed')");
    let (won, lost) = winner(place.storm(SESSIONS, |_, client| ask(client, &call)));
    let detail = format!("the last one, {}, is completed", won["action_id"].as_str().unwrap());
    let told = ("23505".to_owned(), "no garnishment is under way".to_owned(), Some(detail));
    assert!(lost.iter().all(|refused| *refused == told), "{lost:?}");
    let ended = "select count(*) from enforcement_events where event_kind = 'action_updated'";
    assert_eq!(place.number(ended), 1);
}

#[test]
fn of_sessions_that_issue_a_subpoena_one_wins_and_the_others_learn_its_id() {
    let (place, case) = one_case("1000");
    let call = format!("issue_subpoena('{case}', 'Bank', document_path => 'subpoena.pdf')");
    let (won, lost) = winner(place.storm(SESSIONS, |_, client| ask(client, &call)));
    let detail = format!("action {}", won["action_id"].as_str().unwrap());
    let told = ("23505".to_owned(), format!("case {case} has an active subpoena"), Some(detail));
    assert!(lost.iter().all(|refused| *refused == told), "{lost:?}");
    assert_eq!(place.number("select count(*) from enforcement_documents"), 1);
    let call = format!("record_subpoena_response('{case}', true)");
    let (_, lost) = winner(place.storm(SESSIONS, |_, client| ask(client, &call)));
    assert!(lost.iter().all(|(code, ..)| code == "PT404"), "{lost:?}");
    assert_none(&ledger::violations(&mut place.connect()));
}

#[test]
fn answers_that_did_not_comply_share_one_task() {
    let place = Place::new();
    judgments(&place, 1, "1000");
    place.run(
        "insert into plaintiffs (name) values ('Ada');
         update judgments set plaintiff_id = (select id from plaintiffs)",
    );
    let case = open(&mut place.connect(), 1);
    place.run(&format!("select issue_subpoena('{case}', 'Bank', document_path => 's.pdf')"));
    let call = format!("record_subpoena_response('{case}', false)");
    let answers = place.storm(SESSIONS, |_, client| answer(client, &call));
    let tasks: BTreeSet<_> = answers.iter().map(|it| it["review_task_id"].to_string()).collect();
    assert_eq!(tasks.len(), 1);
    assert_ne!(answers[0]["review_task_id"], json!(null));
    assert_eq!(place.number("select count(*) from plaintiff_tasks"), 1);
}

#[test]
fn stages_of_a_judgment_follow_on_each_other_through_both_forms() {
    let (place, case) = one_case("1000");
    place.run(
        "update enforcement_stage_lookup set judgment_stage = 'levy_issued' where stage = 'marshal';
         update enforcement_stage_lookup set judgment_stage = 'paperwork_filed' where stage = 'bank_levy'",
    );
    place.storm(SESSIONS, |session, client| {
        let mut dice = Dice::of_session(session);
        for _ in 0..20 {
            let call = match dice.roll(4) {
                0 => "set_enforcement_stage(1, 'payment_plan')".to_owned(),
                1 => "set_enforcement_stage(1, 'levy_issued')".to_owned(),
                2 => format!("set_enforcement_stage('{case}', 'marshal', 'test', null, null)"),
                _ => format!("set_enforcement_stage('{case}', 'bank_levy', 'test', null, null)"),
            };
            answer(client, &call);
        }
    });
    assert_none(&ledger::violations(&mut place.connect()));
    let moves =
        "select count(*) from enforcement_history where delta ? 'judgment.enforcement_stage'";
    assert!(place.number(moves) > 1);
}
