//! Calls of the enforcement functions, and the judgments they work on.

use postgres::{Error, GenericClient};
use serde_json::Value;

use super::{Place, jobs};

/// The answer of a call, as JSON; a uuid comes as a string.
pub fn ask(client: &mut impl GenericClient, call: &str) -> Result<Value, Error> {
    Ok(client.query_one(&format!("select to_jsonb({call})"), &[])?.get(0))
}

/// The answer of a call that must not be refused.
#[track_caller]
pub fn answer(client: &mut impl GenericClient, call: &str) -> Value {
    ask(client, call).unwrap_or_else(|error| panic!("{call}: {}", jobs::told(&error)))
}

/// Judgments 1 to `count` of that amount, without cases.
pub fn judgments(place: &Place, count: usize, amount: &str) {
    place.run(&format!(
        "insert into judgments (id, case_number, judgment_amount)
         select n, 'J-' || n, {amount} from generate_series(1, {count}) as n"
    ));
}

/// Opens a case; its id.
#[track_caller]
pub fn open(client: &mut impl GenericClient, judgment: usize) -> String {
    let id = answer(client, &format!("open_enforcement_case({judgment}, 'test')"));
    id.as_str().unwrap().to_owned()
}

/// A place with judgment 1 of that amount, and its open case.
pub fn one_case(amount: &str) -> (Place, String) {
    let place = Place::new();
    judgments(&place, 1, amount);
    let id = open(&mut place.connect(), 1);
    (place, id)
}

/// What a refusal says: SQLSTATE, message without the function's name, DETAIL without the reason.
#[track_caller]
pub fn refusal(outcome: Result<Value, Error>) -> (String, String, Option<String>) {
    let error = outcome.expect_err("not refused");
    let told = error.as_db_error().unwrap();
    let message = told.message();
    let message = message.split_once(": ").map_or(message, |(_, rest)| rest);
    let detail = told.detail().and_then(without_reason);
    (told.code().code().to_owned(), message.to_owned(), detail.map(str::to_owned))
}

/// What DETAIL shows before the line of the reason.
pub fn without_reason(detail: &str) -> Option<&str> {
    let (shown, _) = detail.rsplit_once("reason: ")?;
    Some(shown.trim_end()).filter(|shown| !shown.is_empty())
}
