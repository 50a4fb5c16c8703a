//! Payments to the cent: ten thousand random ones from several sessions against a model that counts in
//! cents, and what is refused.

use postgres::{Client, Error};
use serde_json::json;

use crate::support::cases::{answer, ask, judgments, one_case, open, refusal, without_reason};
use crate::support::check::assert_none;
use crate::support::{Dice, Place, jobs, ledger};

const SESSIONS: usize = 8;
const PAYMENTS: usize = 1_250;
/// Judgments that all sessions pay at the same time, each owing nearly what its column can hold.
const SHARED: usize = 3;
const SHARED_CENTS: i64 = 9_999_999_999;
const OWN_CENTS: i64 = 12_345_678;
/// Judgments that belong to one session; it goes on to the next when one is paid.
const OWN: usize = 100;

/// `1234` as `12.34`
fn money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// `12.3` as `1230`; more than two decimals are a defect.
fn cents(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    assert!(part.len() <= 2, "{text}");
    whole.parse::<i64>().unwrap() * 100 + format!("{part:0<2}").parse::<i64>().unwrap()
}

/// Pays `paid` cents in any of the spellings that both doors take; what is owed afterwards.
fn pay(
    client: &mut Client,
    dice: &mut Dice,
    case: &str,
    paid: i64,
    over: bool,
) -> Result<i64, Error> {
    let flat = |amount| {
        format!("record_enforcement_payment('{case}', {amount}, allow_overpayment => {over})")
    };
    let body = |amount| {
        format!(
            "record_enforcement_payment('{{\"case_id\": \"{case}\", \"amount\": {amount},
                 \"allow_overpayment\": {over}}}')"
        )
    };
    let call = match dice.roll(5) {
        0 => flat(money(paid)),
        1 => flat(format!("{}000", money(paid))),
        2 => body(money(paid)),
        3 => body(format!("\"{}\"", money(paid))),
        _ => body(format!("{paid}e-2")),
    };
    let sql = format!(
        "select answer ->> 'amount', answer ->> 'balance_due', answer ->> 'current_balance'
         from {call} as answer"
    );
    let row = client.query_one(&sql, &[])?;
    let [amount, due, current] = [0, 1, 2].map(|column| row.get::<_, String>(column));
    assert_eq!(cents(amount.trim_end_matches('0')), paid);
    assert_eq!(due, current);
    Ok(cents(&due))
}

#[test]
fn ten_thousand_payments_are_booked_to_the_cent() {
    let place = Place::new();
    judgments(&place, SHARED, &money(SHARED_CENTS));
    place.run(&format!(
        "insert into judgments (id, judgment_amount)
         select n, {} from generate_series(100, {}) as n",
        money(OWN_CENTS),
        100 + SESSIONS * OWN
    ));
    let shared: Vec<_> = (1..=SHARED).map(|id| open(&mut place.connect(), id)).collect();
    let paid = place.storm(SESSIONS, |session, client| {
        let mut dice = Dice::of_session(session);
        let mut own = Own::new(client, 100 + session * OWN);
        let mut paid = [0; SHARED];
        for _ in 0..PAYMENTS {
            if dice.heads() {
                own.pay_one(client, &mut dice);
            } else {
                let (judgment, amount) = (dice.roll(SHARED), any_amount(&mut dice, 50_000));
                pay(client, &mut dice, &shared[judgment], amount, false).unwrap();
                paid[judgment] += amount;
            }
        }
        paid
    });
    for judgment in 0..SHARED {
        let paid: i64 = paid.iter().map(|by_session| by_session[judgment]).sum();
        let sql = format!(
            "select (balance_due * 100)::bigint from judgments where id = {}",
            judgment + 1
        );
        assert_eq!(place.number(&sql), SHARED_CENTS - paid);
    }
    assert_none(&ledger::violations(&mut place.connect()));
}

fn any_amount(dice: &mut Dice, below: usize) -> i64 {
    i64::try_from(1 + dice.roll(below)).unwrap()
}

/// Judgments that one session alone pays, so that each answer can be foretold.
struct Own {
    judgment: usize,
    case: String,
    owed: i64,
}

impl Own {
    fn new(client: &mut Client, judgment: usize) -> Self {
        Self { judgment, case: open(client, judgment), owed: OWN_CENTS }
    }

    fn pay_one(&mut self, client: &mut Client, dice: &mut Dice) {
        let amount = match dice.roll(20) {
            0 => self.owed,
            1 => self.owed + any_amount(dice, 100_000_000_000),
            _ => any_amount(dice, 100_000),
        };
        let over = dice.heads();
        match pay(client, dice, &self.case, amount, over) {
            Ok(owed) => {
                assert!(over || amount <= self.owed);
                assert_eq!(owed, (self.owed - amount).max(0));
                self.owed = owed;
            }
            Err(error) => {
                assert!(!over && amount > self.owed, "{}", jobs::told(&error));
                let told = error.as_db_error().unwrap();
                let detail = told.detail().and_then(without_reason).unwrap();
                assert!(detail.ends_with(&format!("balance is {}", money(self.owed))), "{detail}");
            }
        }
        if self.owed == 0 {
            *self = Self::new(client, self.judgment + 1);
        }
    }
}

#[test]
fn amounts_that_are_no_money_are_refused_and_write_nothing() {
    let (place, case) = one_case("1000");
    let mut client = place.connect();
    let flat = ["0", "0.00", "-1", "0.001", "10.005", "1000000000000", "'NaN'", "null"];
    let flat = flat.map(|amount| format!("record_enforcement_payment('{case}', {amount})"));
    let body = [
        "0",
        "-0.01",
        "0.001",
        "\"1.001\"",
        "1e12",
        "\"NaN\"",
        "\"Infinity\"",
        "\"-Infinity\"",
        "1e400",
        "1e-3",
        "\"\"",
        "\"ten\"",
        "true",
        "[1]",
        "{}",
        "null",
    ];
    let body = body.map(|amount| {
        format!("record_enforcement_payment('{{\"case_id\": \"{case}\", \"amount\": {amount}}}')")
    });
    for call in flat.iter().chain(&body) {
        let (code, message, _) = refusal(ask(&mut client, call));
        assert_eq!(code, "P0001", "{call}");
        assert!(message.starts_with("amount "), "{call}: {message}");
    }
    assert_eq!(place.number("select count(*) from enforcement_events"), 1);
    assert_eq!(place.number("select count(*) from judgments where balance_due is null"), 1);
}

#[test]
fn more_than_is_owed_is_refused_unless_it_is_meant() {
    let (place, case) = one_case("100.50");
    let mut client = place.connect();
    let refused =
        refusal(ask(&mut client, &format!("record_enforcement_payment('{case}', 100.51)")));
    let detail = "amount is 100.51, balance is 100.50".to_owned();
    let message = "amount is more than is owed".to_owned();
    assert_eq!(refused, ("23505".to_owned(), message, Some(detail)));
    let over = format!("record_enforcement_payment('{case}', 100.51, allow_overpayment => true)");
    assert_eq!(answer(&mut client, &over)["balance_due"], json!(0.0));
    assert_eq!(answer(&mut client, &over)["balance_due"], json!(0.0));
    let surplus = "select array_agg(payload ->> 'surplus' order by created_at) =
                       array['0.01', '100.51'] from enforcement_events where event_kind = 'payment_received'";
    assert!(client.query_one(surplus, &[]).unwrap().get::<_, bool>(0));
    let changes = "select count(*) from enforcement_history where delta ? 'current_balance'";
    assert_eq!(
        place.number(changes),
        2,
        "opening and the first payment; the second changed nothing"
    );
    assert_none(&ledger::violations(&mut client));
}

#[test]
fn a_payment_needs_the_judgment_of_an_open_case_with_a_balance() {
    let (place, case) = one_case("1000");
    place.run("insert into judgments (id) values (2)");
    let mut client = place.connect();
    let call = format!("record_enforcement_payment('{case}', 1, 2)");
    let (code, _, detail) = refusal(ask(&mut client, &call));
    assert_eq!(
        (code.as_str(), detail.unwrap().as_str()),
        ("23505", "judgment_id is 2, the case's is 1")
    );
    let unknown = open(&mut client, 2);
    let call = format!("record_enforcement_payment('{unknown}', 1)");
    let (code, message, _) = refusal(ask(&mut client, &call));
    let told = "judgment 2 has neither balance_due nor judgment_amount";
    assert_eq!((code.as_str(), message.as_str()), ("23505", told));
    answer(&mut client, &format!("record_enforcement_payment('{case}', 1, 1)"));
    answer(&mut client, &format!("close_enforcement_case('{case}', 'withdrawn')"));
    let call = format!("record_enforcement_payment('{case}', 1)");
    assert_eq!(refusal(ask(&mut client, &call)).0, "23505");
    let nobody = "record_enforcement_payment('00000000-0000-0000-0000-000000000000', 1)";
    assert_eq!(refusal(ask(&mut client, nobody)).0, "PT404");
    assert_none(&ledger::violations(&mut client));
}
