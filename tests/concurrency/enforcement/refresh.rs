//! refresh_enforcement_metrics beside those who work on the cases, and again after itself.

use std::sync::atomic::{AtomicUsize, Ordering};

use postgres::Client;
use serde_json::json;

use crate::support::attempt::fares;
use crate::support::cases::{answer, judgments, one_case, open};
use crate::support::check::assert_none;
use crate::support::{Dice, Place, Settled, ledger, repeat};

const REFRESH: &str = "refresh_enforcement_metrics()";
const CASES: usize = 12;
const WORKERS: usize = 8;

/// Everything of every case, its row version included, and how long the history is.
fn picture(client: &mut Client) -> String {
    let sql = "select string_agg(xmin || ' ' || its_case, e'\\n' order by id)
                   || (select count(*) || ' ' || max(id) from enforcement_history)
               from enforcement_cases as its_case";
    client.query_one(sql, &[]).unwrap().get(0)
}

#[test]
fn the_refresh_passes_by_a_case_that_any_call_holds_and_finds_it_the_next_time() {
    for call in [
        "set_enforcement_stage('{case}', 'marshal', 'test', null, null)",
        "record_enforcement_payment('{case}', 1)",
        "set_tier_override('{case}', 'tier2')",
        "log_enforcement_event('{case}', 'marshal_attempted')",
        "queue_enforcement_action('{case}', 'marshal')",
    ] {
        let (place, case) = one_case("60000");
        // Wrong, so that the refresh has something to do.
        place.run("update enforcement_cases set tier_reason = 'stale', tier = 'tier0'");
        let mut worker = place.connect();
        let mut transaction = worker.transaction().unwrap();
        answer(&mut transaction, &call.replace("{case}", &case));
        assert_eq!(fares(&place, "select refresh_enforcement_metrics()"), Settled::Finished);
        transaction.commit().unwrap();
        let history = "select count(*) from enforcement_history where actor_type = 'automation'";
        assert_eq!(place.number(history), 0, "{call}");
        answer(&mut place.connect(), REFRESH);
        let overridden = i64::from(call.starts_with("set_tier_override"));
        assert_eq!(place.number(history), 1 - overridden, "{call}");
        assert_none(&stale(&mut place.connect()));
    }
}

/// Cases whose tier is neither their override nor what the rules say.
fn stale(client: &mut Client) -> Vec<String> {
    let sql = "select id || ' ' || tier || ' ' || tier_reason from enforcement_cases
               where closed_at is null and tier_reason not in ('override', case
                   when collectability_score >= 80 then 'score ' || collectability_score || ' >= 80'
                   when current_balance >= 50000 then 'balance ' || current_balance || ' >= 50000'
                   when collectability_score >= 60 then 'score ' || collectability_score || ' >= 60'
                   when current_balance >= 15000 then 'balance ' || current_balance || ' >= 15000'
                   when collectability_score >= 35 then 'score ' || collectability_score || ' >= 35'
                   when current_balance >= 5000 then 'balance ' || current_balance || ' >= 5000'
                   when collectability_score >= 0 then 'score ' || collectability_score || ' >= 0'
                   else 'default' end)";
    client.query(sql, &[]).unwrap().iter().map(|row| row.get(0)).collect()
}

#[test]
fn a_second_refresh_changes_nothing() {
    let place = Place::new();
    judgments(&place, CASES, "n * 5000");
    let mut client = place.connect();
    for judgment in 1..=CASES {
        open(&mut client, judgment);
    }
    place.run(
        "update enforcement_cases set tier = null, tier_reason = null where judgment_id % 2 = 0;
         update enforcement_cases set next_action_at = null, current_balance = null
         where judgment_id % 3 = 0;
         update enforcement_cases set tier_override = 'tier0', override_note = 'why',
             override_expires_at = now() - interval '1 second' where judgment_id % 5 = 0",
    );
    let before = picture(&mut client);
    answer(&mut client, REFRESH);
    let after = picture(&mut client);
    assert_ne!(before, after);
    answer(&mut client, REFRESH);
    assert_eq!(picture(&mut client), after);
    assert_none(&stale(&mut client));
}

#[test]
fn an_override_holds_until_it_expires() {
    let place = Place::new();
    judgments(&place, 4, "60000");
    let mut client = place.connect();
    let expiries = ["null", "now() + interval '1 day'", "now()", "now() - interval '1 day'"];
    for (judgment, expires_at) in (1..).zip(expiries) {
        open(&mut client, judgment);
        // As service_role does it, on the columns.
        place.run(&format!(
            "update enforcement_cases set tier_override = 'tier1', override_note = 'why',
                 override_expires_at = {expires_at} where judgment_id = {judgment}"
        ));
    }
    let refreshed = answer(&mut client, REFRESH);
    let counts =
        json!({"cases_examined": 4, "tiers_changed": 2, "overrides_expired": 2, "sla_breaches": 0});
    assert_eq!(refreshed, counts);
    let sql =
        "select judgment_id || concat_ws(' ', '', tier, tier_reason, tier_override, override_note)
               from enforcement_cases order by judgment_id";
    let rows: Vec<String> = client.query(sql, &[]).unwrap().iter().map(|row| row.get(0)).collect();
    let by_rule = "tier3 balance 60000.00 >= 50000";
    let by_hand = "tier1 override tier1 why";
    let expected = [by_hand, by_hand, by_rule, by_rule].into_iter().zip(1..);
    let expected: Vec<_> = expected.map(|(what, judgment)| format!("{judgment} {what}")).collect();
    assert_eq!(rows, expected);
    let gone = "select count(*) from enforcement_history
                where delta #>> '{tier_override,from}' = 'tier1' and delta #>> '{tier_override,to}' is null";
    assert_eq!(place.number(gone), 2);
}

#[test]
fn an_override_that_expires_between_two_refreshes_ends_with_the_second() {
    let (place, case) = one_case("60000");
    let mut client = place.connect();
    // now() stands still in a transaction, so the first refresh comes before the end however slow it is.
    let mut transaction = client.transaction().unwrap();
    let call = format!("set_tier_override('{case}', 'tier0', now() + interval '1 ms')");
    answer(&mut transaction, &call);
    assert_eq!(answer(&mut transaction, REFRESH)["overrides_expired"], 0);
    transaction.commit().unwrap();
    place.run("select pg_sleep_until(override_expires_at) from enforcement_cases");
    let refreshed = answer(&mut client, REFRESH);
    assert_eq!(
        (&refreshed["overrides_expired"], &refreshed["tiers_changed"]),
        (&json!(1), &json!(1))
    );
    assert_none(&ledger::violations(&mut client));
}

#[test]
fn what_is_not_known_is_filled_in_and_what_is_late_is_counted() {
    let place = Place::new();
    judgments(&place, 3, "100");
    let mut client = place.connect();
    (1..=3).for_each(|judgment| _ = open(&mut client, judgment));
    place.run(
        "update enforcement_cases set next_action_at = null, current_balance = null
         where judgment_id = 1;
         update judgments set balance_due = 70 where id = 1;
         update enforcement_cases set next_action_at = now() - interval '1 minute'
         where judgment_id = 2",
    );
    assert_eq!(
        answer(&mut client, REFRESH),
        json!({"cases_examined": 3, "tiers_changed": 0, "overrides_expired": 0, "sla_breaches": 1})
    );
    let filled = "select count(*) from enforcement_cases
                  where judgment_id = 1 and current_balance = 70 and next_action_at > now()";
    assert_eq!(place.number(filled), 1);
    assert_eq!(
        place.number("select count(*) from enforcement_history where actor_type = 'automation'"),
        1
    );
}

#[test]
fn closed_cases_are_left_alone() {
    let (place, case) = one_case("60000");
    let mut client = place.connect();
    answer(&mut client, &format!("close_enforcement_case('{case}', 'withdrawn')"));
    place.run("update enforcement_cases set tier = 'tier0', tier_reason = 'stale'");
    assert_eq!(answer(&mut client, REFRESH)["cases_examined"], 0);
    assert_eq!(place.number("select count(*) from enforcement_cases where tier = 'tier0'"), 1);
}

#[test]
fn no_change_is_lost_to_a_refresh() {
    let place = Place::new();
    judgments(&place, CASES, "16000 + n");
    let cases: Vec<_> = (1..=CASES).map(|judgment| open(&mut place.connect(), judgment)).collect();
    let at_work = AtomicUsize::new(WORKERS);
    place.storm(WORKERS + 2, |session, client| {
        if session < WORKERS {
            work(client, session, &cases);
            at_work.fetch_sub(1, Ordering::SeqCst);
        } else {
            repeat(|| {
                answer(client, REFRESH);
                at_work.load(Ordering::SeqCst) > 0
            });
        }
    });
    let mut client = place.connect();
    assert_none(&ledger::violations(&mut client));
    let refreshed = "select count(*) from enforcement_history where actor_type = 'automation'";
    assert!(place.number(refreshed) > 0, "the refreshes had nothing to do");
    answer(&mut client, REFRESH);
    assert_none(&stale(&mut client));
    assert_none(&ledger::violations(&mut client));
}

/// Calls of which every override that expires and every fall below 15 000 is work for a refresh.
fn work(client: &mut Client, session: usize, cases: &[String]) {
    let mut dice = Dice::of_session(session);
    for _ in 0..150 {
        let case = &cases[dice.roll(CASES)];
        let call = match dice.roll(4) {
            0 => {
                let expiry = "clock_timestamp() + interval '2 ms'";
                format!("set_tier_override('{case}', 'tier0', {expiry})")
            }
            1 => format!("set_enforcement_stage('{case}', 'marshal', 'test', null, null)"),
            2 => format!("set_enforcement_stage('{case}', 'subpoena', 'test', null, null)"),
            _ => format!("record_enforcement_payment('{case}', 97.31)"),
        };
        answer(client, &call);
    }
}
