//! Negative controls: with the lock, the index or the record taken away, the check that storms are judged
//! by finds something.

use crate::support::attempt::fares;
use crate::support::cases::{answer, judgments, one_case};
use crate::support::check::{Violations, assert_none};
use crate::support::{Attempt, Place, Settled, jobs, ledger};

/// A payment that reads what is owed without a lock, as it is often written.
const PAY_WITHOUT_LOCK: &str = "
    create function pay_without_lock(judgment bigint, amount numeric) returns void
    language plpgsql as $$
    declare owed numeric := (select coalesce(balance_due, judgment_amount) from judgments where id = judgment);
            paid_case uuid := (select id from enforcement_cases where judgment_id = judgment);
    begin
        update judgments set balance_due = owed - amount where id = judgment;
        update enforcement_cases set current_balance = owed - amount where id = paid_case;
        insert into enforcement_events (case_id, event_type, event_kind, payload)
        values (paid_case, 'payment_received', 'payment_received',
                jsonb_build_object('amount', amount, 'surplus', 0));
    end $$";

/// Opening a case after a look that locks nothing.
const OPEN_WITHOUT_LOCK: &str = "
    create function open_without_lock(judgment bigint) returns boolean
    language plpgsql as $$
    begin
        if exists (select from enforcement_cases
                   where judgment_id = judgment and closed_at is null and status <> 'closed') then
            return false;
        end if;
        insert into enforcement_cases (judgment_id) values (judgment);
        return true;
    end $$";

/// What `sql` comes to in a session that another one, which ran it too, made wait or not.
fn twice_at_once(place: &Place, sql: &'static str) -> Result<(), String> {
    let mut first = place.connect();
    first.batch_execute("begin").unwrap();
    first.batch_execute(sql).unwrap();
    let second = Attempt::start(place, move |client| {
        client.batch_execute(sql).map_err(|error| jobs::told(&error))
    });
    second.settle();
    first.batch_execute("commit").unwrap();
    second.outcome()
}

#[test]
fn without_the_row_lock_a_payment_is_lost() {
    let (place, _) = one_case("100");
    place.run(PAY_WITHOUT_LOCK);
    twice_at_once(&place, "select pay_without_lock(1, 10)").unwrap();
    assert_eq!(ledger::balances(&mut place.connect()).len(), 1);
    let (place, _) = one_case("100");
    let pay = "select record_enforcement_payment((select id from enforcement_cases), 10)";
    twice_at_once(&place, pay).unwrap();
    assert_none(&ledger::balances(&mut place.connect()));
}

#[test]
fn without_lock_and_index_a_judgment_gets_two_open_cases() {
    let open = "select open_without_lock(1)";
    let opened = |index: bool| -> (Result<(), String>, Violations) {
        let place = Place::new();
        judgments(&place, 1, "100");
        place.run(OPEN_WITHOUT_LOCK);
        if !index {
            place.run("drop index enforcement_cases_one_open_per_judgment");
        }
        let second = twice_at_once(&place, open);
        (second, ledger::one_open_case(&mut place.connect()))
    };
    let (second, violations) = opened(false);
    assert_eq!((second, violations.len()), (Ok(()), 1));
    // The index alone keeps the second case out; the lock is what gives the caller its id.
    let (second, violations) = opened(true);
    assert!(second.unwrap_err().starts_with("23505"));
    assert_none(&violations);
}

#[test]
fn without_the_index_a_case_gets_two_active_actions_of_a_type() {
    let (place, _) = one_case("100");
    let begin =
        "insert into enforcement_actions (enforcement_case_id, action_type, status, created_by)
                 select id, 'marshal', 'pending', 'somebody' from enforcement_cases";
    place.run(begin);
    assert!(place.connect().batch_execute(begin).is_err());
    place.run("drop index enforcement_actions_one_active");
    place.run(begin);
    assert_eq!(ledger::one_active_action(&mut place.connect()).len(), 1);
}

#[test]
fn with_for_update_the_history_deadlocks() {
    assert!(deadlocks("for update"));
    assert!(!deadlocks("for no key update"));
}

/// A payment that locks judgment and case beside a stage that locks the case and writes history.
fn deadlocks(lock: &str) -> bool {
    let (place, _) = one_case("100");
    let mut payment = place.connect();
    let mut stage = place.connect();
    payment.batch_execute(&format!("begin; select from judgments {lock}")).unwrap();
    stage.batch_execute(&format!("begin; select from enforcement_cases {lock}")).unwrap();
    let pays = format!("select from enforcement_cases {lock}; commit");
    let other = std::thread::spawn(move || payment.batch_execute(&pays));
    let written = stage.batch_execute(
        "insert into enforcement_history (judgment_id, stage, enforcement_case_id)
         select judgment_id, 'marshal', id from enforcement_cases; commit",
    );
    // One of the two is thrown out; the session of the other goes on.
    drop(stage);
    let outcomes = [written, other.join().unwrap()];
    outcomes
        .iter()
        .any(|outcome| outcome.as_ref().is_err_and(|error| jobs::sqlstate(error) == "40P01"))
}

#[test]
fn without_skip_locked_a_refresh_waits() {
    let (place, case) = one_case("60000");
    let mut worker = place.connect();
    let mut transaction = worker.transaction().unwrap();
    answer(&mut transaction, &format!("log_enforcement_event('{case}', 'marshal_attempted')"));
    let locking = "select id from enforcement_cases order by id for no key update";
    assert!(matches!(fares(&place, locking), Settled::BlockedBy(_)));
}

#[test]
fn what_the_history_does_not_say_is_noticed() {
    for (tampering, check) in [
        ("delete from enforcement_history where delta ? 'levy_status'", ledger::replay as fn(&mut _) -> _),
        ("update enforcement_cases set tier = 'tier1'", ledger::replay),
        ("update enforcement_cases set stage_entered_at = stage_entered_at + interval '1 microsecond'", ledger::replay),
        ("update enforcement_history set delta = jsonb_set(delta, '{levy_status,from}', '\"served\"')
          where delta ? 'levy_status'", ledger::replay),
        ("update judgments set enforcement_stage = 'collected'", ledger::replay_of_judgments),
        ("delete from enforcement_history where stage = 'payment_plan'", ledger::replay_of_judgments),
        ("update judgments set balance_due = balance_due + 0.01", ledger::balances),
        ("update enforcement_cases set current_balance = current_balance - 0.01", ledger::balances),
        ("delete from enforcement_events where event_kind = 'payment_received'", ledger::balances),
        ("update enforcement_cases set status = 'closed'", ledger::orphans),
        ("update enforcement_actions set closed_at = now()", ledger::orphans),
        ("delete from enforcement_documents", ledger::orphans),
        ("update enforcement_documents set event_id = null", ledger::orphans),
    ] {
        let (place, case) = one_case("100");
        let mut client = place.connect();
        for call in [
            format!("log_enforcement_event('{case}', 'bank_levy_released')"),
            format!("record_enforcement_payment('{case}', 10)"),
            format!("issue_subpoena('{case}', 'Bank', document_path => 's.pdf')"),
            "set_enforcement_stage(1, 'payment_plan')".to_owned(),
        ] {
            answer(&mut client, &call);
        }
        assert_none(&ledger::violations(&mut client));
        place.run(tampering);
        assert!(!check(&mut client).is_empty(), "{tampering}");
    }
}
