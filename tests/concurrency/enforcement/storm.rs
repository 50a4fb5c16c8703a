//! Sixteen sessions call everything on twenty judgments for a minute: no deadlock, no error that is not
//! in the contract, and books that balance at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use postgres::{Client, Error};
use serde_json::Value;

use crate::support::cases::{ask, judgments};
use crate::support::check::assert_none;
use crate::support::{Dice, Place, jobs, ledger};

const SESSIONS: usize = 16;
const JUDGMENTS: usize = 20;
const LENGTH: Duration = Duration::from_mins(1);
/// A session ends here even when the minute is not over.
const CALLS: usize = 50_000;

/// Names of the calls, with how often each is made.
const MIX: [(&str, usize); 11] = [
    ("open", 3),
    ("close", 1),
    ("stage", 6),
    ("event", 6),
    ("action", 8),
    ("payment", 10),
    ("issue", 3),
    ("response", 3),
    ("tier", 3),
    ("legacy", 3),
    ("refresh", 1),
];

/// What a session did.
#[derive(Debug, Default)]
struct Tally {
    done: BTreeMap<&'static str, usize>,
    refused: BTreeMap<String, usize>,
    unexpected: Vec<String>,
    events: usize,
    payments: BTreeSet<String>,
}

impl Tally {
    fn note(&mut self, name: &'static str, outcome: Result<Value, Error>) {
        match outcome {
            Ok(answer) => {
                *self.done.entry(name).or_default() += 1;
                self.events += events_of(name, &answer);
                if name == "payment" {
                    self.payments.insert(answer["event_id"].to_string());
                }
            }
            Err(error) => {
                let code = error.code().map_or("none", |code| code.code()).to_owned();
                if !["P0001", "PT404", "23505"].contains(&code.as_str()) {
                    self.unexpected.push(format!("{name}: {}", jobs::told(&error)));
                }
                *self.refused.entry(code).or_default() += 1;
            }
        }
    }

    fn merge(mut self, other: Self) -> Self {
        for (name, count) in other.done {
            *self.done.entry(name).or_default() += count;
        }
        for (code, count) in other.refused {
            *self.refused.entry(code).or_default() += count;
        }
        self.unexpected.extend(other.unexpected);
        self.events += other.events;
        self.payments.extend(other.payments);
        self
    }
}

/// How many events a call wrote, payments apart: a repeated one wrote none.
fn events_of(name: &str, answer: &Value) -> usize {
    let ended = ["completed", "failed", "cancelled"].map(Value::from);
    match name {
        "open" | "close" | "event" | "issue" | "response" => 1,
        "stage" => usize::from(answer["changed"] == true),
        "action" => usize::from(ended.contains(&answer["status"])),
        _ => 0,
    }
}

#[test]
fn a_minute_of_everything_leaves_books_that_balance() {
    let place = Place::new();
    prepare(&place);
    let end = Instant::now() + LENGTH;
    let tallies = place.storm(SESSIONS, |session, client| work(client, session, end));
    let all = tallies.into_iter().fold(Tally::default(), Tally::merge);
    assert_none(&all.unexpected);
    assert_eq!(all.done.len(), MIX.len(), "{:?}", all.done);
    assert_eq!(all.refused.len(), 3, "{:?}", all.refused);
    let mut client = place.connect();
    assert_none(&ledger::violations(&mut client));
    let events = i64::try_from(all.events + all.payments.len()).unwrap();
    assert_eq!(place.number("select count(*) from enforcement_events"), events);
    assert!(all.payments.len() < all.done["payment"], "no key was sent twice");
    assert!(place.number("select count(*) from enforcement_cases") > 20);
    // Nobody is at work now and no override is left to expire, so one refresh sees every case and the
    // next finds nothing to do.
    place.run("select pg_sleep_until(max(override_expires_at)) from enforcement_cases");
    ask(&mut client, "refresh_enforcement_metrics()").unwrap();
    let history = place.number("select count(*) from enforcement_history");
    ask(&mut client, "refresh_enforcement_metrics()").unwrap();
    assert_eq!(place.number("select count(*) from enforcement_history"), history);
    assert_none(&ledger::violations(&mut client));
}

/// Judgments of which some are soon paid, and stages that move the judgment too.
fn prepare(place: &Place) {
    judgments(place, JUDGMENTS, "case n % 4 when 0 then 60 else 1000000 + n end");
    place.run(
        "insert into plaintiffs (name) select 'plaintiff ' || n from generate_series(1, 5) as n;
         update judgments set plaintiff_id = (select id from plaintiffs order by name limit 1)
         where id % 2 = 0;
         update enforcement_stage_lookup set judgment_stage = 'levy_issued'
         where stage in ('bank_levy', 'marshal');
         update enforcement_stage_lookup set judgment_stage = 'collected' where stage = 'closed';
         update enforcement_stage_lookup set judgment_stage = 'pre_enforcement'
         where stage = 'pre_enforcement';
         insert into enforcement_stage_lookup (stage) values ('on the side')",
    );
}

fn work(client: &mut Client, session: usize, end: Instant) -> Tally {
    let mut dice = Dice::of_session(session);
    let mut tally = Tally::default();
    for _ in 0..CALLS {
        if Instant::now() >= end {
            break;
        }
        let (name, call) = any_call(&mut dice);
        if dice.roll(16) > 0 {
            tally.note(name, ask(client, &call));
            continue;
        }
        let mut transaction = client.transaction().unwrap();
        if let Err(error) = ask(&mut transaction, &call) {
            tally.note(name, Err(error));
        }
        transaction.rollback().unwrap();
    }
    tally
}

fn any_call(dice: &mut Dice) -> (&'static str, String) {
    let mut ticket = dice.roll(MIX.iter().map(|(_, weight)| weight).sum());
    let drawn = MIX.iter().find(|(_, weight)| {
        let drawn = ticket < *weight;
        ticket = ticket.saturating_sub(*weight);
        drawn
    });
    let name = drawn.unwrap().0;
    (name, call(name, dice))
}

fn call(name: &str, dice: &mut Dice) -> String {
    let judgment = 1 + dice.roll(JUDGMENTS);
    // The newest case of the judgment; now and then the one before, which is closed.
    let case = format!(
        "(select id from enforcement_cases where judgment_id = {judgment}
          order by opened_at desc limit 1 offset {})",
        usize::from(dice.roll(20) == 0)
    );
    match name {
        "open" => {
            format!("open_enforcement_case({judgment}, 'storm', null, null, {})", score(dice))
        }
        "close" => format!("close_enforcement_case({case}, '{}')", pick(dice, &CLOSURES)),
        "stage" => {
            let (stage, back) = (pick(dice, &STAGES), dice.roll(3) == 0);
            format!("set_enforcement_stage({case}, '{stage}', 'storm', null, null, {back})")
        }
        "event" => {
            let kind = pick(dice, &KINDS);
            format!("log_enforcement_event({case}, '{kind}', null, 'document.pdf')")
        }
        "action" => {
            let (kind, status) = (pick(dice, &ACTIONS), pick(dice, &STATUSES));
            format!("queue_enforcement_action({case}, '{kind}', '{status}')")
        }
        "payment" => payment(&case, dice),
        "issue" => format!("issue_subpoena({case}, 'Bank', document_path => 'subpoena.pdf')"),
        "response" => format!("record_subpoena_response({case}, {})", dice.heads()),
        "tier" => {
            let tier = ["null", "'tier0'", "'tier3'"][dice.roll(3)];
            let expiry = ["null", "now() + interval '20 ms'"][dice.roll(2)];
            format!("set_tier_override({case}, {tier}, {expiry})")
        }
        "legacy" => {
            format!("set_enforcement_stage({judgment}, '{}')", pick(dice, &JUDGMENT_STAGES))
        }
        _ => "refresh_enforcement_metrics()".to_owned(),
    }
}

fn payment(case: &str, dice: &mut Dice) -> String {
    // Few keys, each nearly always with the same amount: most are repeats, some clash.
    let (key, amount) = if dice.roll(4) == 0 {
        let key = dice.roll(10);
        (format!("'key {key}'"), format!("{}.50", key + usize::from(dice.roll(8) == 0)))
    } else {
        ("null".to_owned(), format!("{}.{:02}", dice.roll(30), dice.roll(100)))
    };
    let over = dice.roll(8) == 0;
    format!(
        "record_enforcement_payment({case}, {amount}, allow_overpayment => {over}, idempotency_key => {key})"
    )
}

fn score(dice: &mut Dice) -> &'static str {
    ["null", "34.99", "35", "60", "80"][dice.roll(5)]
}

fn pick(dice: &mut Dice, words: &[&'static str]) -> &'static str {
    words[dice.roll(words.len())]
}

const CLOSURES: [&str; 3] = ["satisfied", "uncollectible", "withdrawn"];
const STAGES: [&str; 8] = [
    "pre_enforcement",
    "asset_discovery",
    "bank_levy",
    "wage_garnishment",
    "marshal",
    "recovery_monitoring",
    "on the side",
    "closed",
];
const KINDS: [&str; 7] = [
    "bank_levy_filed",
    "bank_levy_released",
    "garnishment_served",
    "marshal_assigned",
    "marshal_result",
    "asset_search_requested",
    "payment_received",
];
const ACTIONS: [&str; 4] = ["bank_levy", "garnishment", "subpoena", "marshal"];
const STATUSES: [&str; 6] = ["planned", "pending", "served", "completed", "failed", "cancelled"];
const JUDGMENT_STAGES: [&str; 4] =
    ["pre_enforcement", "paperwork_filed", "payment_plan", "nowhere"];
