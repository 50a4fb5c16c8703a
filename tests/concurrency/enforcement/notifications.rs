//! `enforcement_events_channel`: one notification for each event that a call wrote and committed.

use std::collections::BTreeSet;

use postgres::Client;
use serde_json::Value;

use crate::support::cases::{answer, ask, judgments, one_case, open};
use crate::support::{Dice, Place, listener};

const CHANNEL: &str = "enforcement_events_channel";
const SESSIONS: usize = 8;

/// A session that listens.
struct Listener {
    client: Client,
    place: Place,
}

impl Listener {
    fn of(place: &Place) -> Self {
        let mut client = place.connect();
        client.batch_execute(&format!("listen {CHANNEL}")).unwrap();
        Self { client, place: place.clone() }
    }

    /// What has come since the last look.
    fn hears(&mut self) -> Vec<Value> {
        let heard = listener::hears(&mut self.client, &self.place, CHANNEL);
        heard.iter().map(|payload| serde_json::from_str(payload).unwrap()).collect()
    }
}

/// The events of the table as they are to be heard, the oldest first.
fn written(place: &Place) -> Vec<Value> {
    let sql =
        "select jsonb_build_object('event_id', id, 'case_id', case_id, 'event_kind', event_kind)
               from enforcement_events order by created_at";
    place.connect().query(sql, &[]).unwrap().iter().map(|row| row.get(0)).collect()
}

#[test]
fn every_call_that_writes_an_event_is_heard_once_with_ids_and_kind_alone() {
    let place = Place::new();
    judgments(&place, 1, "1000");
    let mut listener = Listener::of(&place);
    let mut client = place.connect();
    let case = open(&mut client, 1);
    for call in [
        format!("set_enforcement_stage('{case}', 'marshal', 'test', 'a note', null)"),
        format!("log_enforcement_event('{case}', 'marshal_result', '{{\"a\": 1}}', 'd.pdf')"),
        format!("queue_enforcement_action('{case}', 'marshal')"),
        format!("queue_enforcement_action('{case}', 'marshal', 'failed')"),
        format!("record_enforcement_payment('{case}', 1, idempotency_key => 'key')"),
        format!("issue_subpoena('{case}', 'Bank', document_path => 's.pdf')"),
        format!("record_subpoena_response('{case}', false)"),
        format!("record_subpoena_response('{case}', true)"),
        format!("close_enforcement_case('{case}', 'satisfied')"),
    ] {
        answer(&mut client, &call);
    }
    let heard = listener.hears();
    assert_eq!(heard.len(), 9);
    assert_eq!(heard, written(&place));
}

#[test]
fn calls_that_write_no_event_are_not_heard() {
    let (place, case) = one_case("1000");
    let mut client = place.connect();
    let pay = format!("record_enforcement_payment('{case}', 1, idempotency_key => 'key')");
    answer(&mut client, &pay);
    let mut listener = Listener::of(&place);
    for call in [
        format!("set_enforcement_stage('{case}', 'pre_enforcement', 'test', null, null)"),
        format!("queue_enforcement_action('{case}', 'marshal')"),
        format!("queue_enforcement_action('{case}', 'marshal', 'served')"),
        format!("set_tier_override('{case}', 'tier3')"),
        "set_enforcement_stage(1, 'payment_plan')".to_owned(),
        "refresh_enforcement_metrics()".to_owned(),
        pay,
    ] {
        answer(&mut client, &call);
        assert_eq!(listener.hears(), [] as [Value; 0], "{call}");
    }
    let refused = format!("record_enforcement_payment('{case}', 100000)");
    assert!(ask(&mut client, &refused).is_err());
    assert_eq!(listener.hears(), [] as [Value; 0]);
}

#[test]
fn an_event_is_heard_with_its_commit_and_never_when_it_is_rolled_back() {
    let (place, case) = one_case("1000");
    let mut listener = Listener::of(&place);
    let mut client = place.connect();
    let call = format!("log_enforcement_event('{case}', 'marshal_attempted')");
    let mut transaction = client.transaction().unwrap();
    let event = answer(&mut transaction, &call);
    assert_eq!(listener.hears(), [] as [Value; 0]);
    transaction.commit().unwrap();
    let heard = listener.hears();
    assert_eq!(heard.len(), 1);
    assert_eq!(heard[0]["event_id"], event);
    for sql in [
        format!("begin; select {call}; rollback"),
        format!("begin; savepoint part; select {call}; rollback to part; commit"),
    ] {
        place.run(&sql);
        assert_eq!(listener.hears(), [] as [Value; 0], "{sql}");
    }
    assert_eq!(place.number("select count(*) from enforcement_events"), 2);
}

#[test]
fn a_row_that_is_inserted_directly_is_not_heard() {
    let (place, case) = one_case("1000");
    let mut listener = Listener::of(&place);
    let mut client = place.connect_as("service_role");
    let sql = format!(
        "insert into enforcement_events (case_id, event_type, notes, metadata)
         values ('{case}', 'call', 'an older client', '{{}}')"
    );
    client.batch_execute(&sql).unwrap();
    assert_eq!(listener.hears(), [] as [Value; 0]);
}

#[test]
fn what_many_sessions_commit_is_heard_and_nothing_else() {
    let place = Place::new();
    judgments(&place, 3, "1000000");
    let cases: Vec<_> = (1..=3).map(|judgment| open(&mut place.connect(), judgment)).collect();
    let mut listeners = [(); 2].map(|()| Listener::of(&place));
    place.storm(SESSIONS, |session, client| {
        let mut dice = Dice::of_session(session);
        for _ in 0..50 {
            let case = &cases[dice.roll(3)];
            let call = match dice.roll(3) {
                0 => format!("log_enforcement_event('{case}', 'marshal_attempted')"),
                1 => format!("record_enforcement_payment('{case}', 0.01)"),
                _ => format!("queue_enforcement_action('{case}', 'marshal', 'completed')"),
            };
            let mut transaction = client.transaction().unwrap();
            let well = ask(&mut transaction, &call).is_ok() && dice.heads();
            if well { transaction.commit().unwrap() } else { transaction.rollback().unwrap() }
        }
    });
    // The openings were before the listeners.
    let written: BTreeSet<_> = written(&place)
        .iter()
        .filter(|event| event["event_kind"] != "case_stage_changed")
        .map(Value::to_string)
        .collect();
    assert!(written.len() > SESSIONS);
    for listener in &mut listeners {
        let heard = listener.hears();
        assert_eq!(heard.len(), written.len());
        assert_eq!(heard.iter().map(Value::to_string).collect::<BTreeSet<_>>(), written);
    }
}
