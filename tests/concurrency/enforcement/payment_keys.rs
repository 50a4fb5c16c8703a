//! Payments with idempotency keys: sent often, booked once.

use std::collections::BTreeSet;

use crate::support::cases::{answer, ask, judgments, one_case, open, refusal};
use crate::support::check::assert_none;
use crate::support::{Attempt, Place, Settled, ledger};

const SESSIONS: usize = 16;
const PAYMENTS: &str =
    "select count(*) from enforcement_events where event_kind = 'payment_received'";

fn pay(case: &str, amount: &str, key: &str) -> String {
    format!("record_enforcement_payment('{case}', {amount}, idempotency_key => '{key}')")
}

#[test]
fn a_key_sent_by_many_is_one_payment() {
    let (place, case) = one_case("1000");
    let answers = place.storm(SESSIONS, |_, client| {
        (0..20)
            .map(|n| answer(client, &pay(&case, "1.25", &format!("key {n}"))))
            .collect::<Vec<_>>()
    });
    for n in 0..20 {
        let of_key: BTreeSet<_> = answers.iter().map(|answers| answers[n].to_string()).collect();
        assert_eq!(of_key.len(), 1, "all get the first result");
    }
    assert_eq!(place.number(PAYMENTS), 20);
    assert_eq!(place.number("select balance_due::bigint from judgments"), 1000 - 25);
    assert_none(&ledger::violations(&mut place.connect()));
}

#[test]
fn of_two_amounts_under_one_key_the_first_stays() {
    let (place, case) = one_case("1000");
    let outcomes = place.storm(SESSIONS, |session, client| {
        let amount = if session % 2 == 0 { "1" } else { "2" };
        (amount, ask(client, &pay(&case, amount, "key")))
    });
    let paid: BTreeSet<_> =
        outcomes.iter().filter(|(_, outcome)| outcome.is_ok()).map(|(amount, _)| amount).collect();
    assert_eq!(paid.len(), 1);
    for (_, outcome) in outcomes {
        if outcome.is_err() {
            let (code, message, _) = refusal(outcome);
            let told = "idempotency_key stands for another payment";
            assert_eq!((code.as_str(), message.as_str()), ("23505", told));
        }
    }
    assert_eq!(place.number(PAYMENTS), 1);
    assert_none(&ledger::violations(&mut place.connect()));
}

#[test]
fn a_key_answers_before_every_other_check() {
    let (place, case) = one_case("1000");
    let mut client = place.connect();
    let first = answer(&mut client, &pay(&case, "900", "key"));
    assert_eq!(answer(&mut client, &pay(&case, "900.00", "key")), first, "more than is owed now");
    let wrong = format!("record_enforcement_payment('{case}', 900, 7, idempotency_key => 'key')");
    assert_eq!(answer(&mut client, &wrong), first, "another judgment");
    answer(&mut client, &format!("close_enforcement_case('{case}', 'satisfied')"));
    assert_eq!(answer(&mut client, &pay(&case, "900", "key")), first, "the case is closed");
    assert_eq!(refusal(ask(&mut client, &pay(&case, "1", "other"))).0, "23505");
    assert_eq!(place.number(PAYMENTS), 1);
}

#[test]
fn keys_of_two_cases_are_two_payments() {
    let place = Place::new();
    judgments(&place, 2, "1000");
    let mut client = place.connect();
    let cases = [1, 2].map(|judgment| open(&mut client, judgment));
    let events = cases.map(|case| answer(&mut client, &pay(&case, "1", "key"))["event_id"].clone());
    assert_ne!(events[0], events[1]);
    assert_none(&ledger::violations(&mut client));
}

#[test]
fn who_waits_for_a_key_that_is_rolled_back_pays_first() {
    for (end, payments) in [("rollback", 1), ("commit", 1)] {
        let (place, case) = one_case("1000");
        let mut first = place.connect();
        first.batch_execute("begin").unwrap();
        let booked = answer(&mut first, &pay(&case, "1", "key"));
        let call = pay(&case, "1", "key");
        let second = Attempt::start(&place, move |client| answer(client, &call));
        assert!(matches!(second.settle(), Settled::BlockedBy(_)));
        first.batch_execute(end).unwrap();
        assert_eq!(second.outcome() == booked, end == "commit");
        assert_eq!(place.number(PAYMENTS), payments);
        assert_none(&ledger::violations(&mut place.connect()));
    }
}
