//! Every function of the catalogue that takes JSON or numbers, called with each bomb.

use postgres::Client;

use super::ammunition::{Bomb, armed, dump, peak, warm};
use super::functions::{Function, PLACE, bodies};
use crate::support::Db;

/// What the errors of our functions may be; 54001 is Postgres's own answer to deep nesting.
const DOCUMENTED: &[&str] = &["P0001", "PT404", "23505", "42501", "55000", "54001", "22P05"];
const JSON: [&str; 2] = ["json", "jsonb"];
const NUMBER: [&str; 1] = ["numeric"];

/// How a call ended: its SQLSTATE and message, or nothing where it was fine.
type Outcome = Option<(String, String)>;

/// What a call came to, and how many bytes its session grew by.
struct Shot {
    sql: String,
    outcome: Outcome,
    grown: i64,
}

impl Shot {
    fn fire(client: &mut Client, sql: String) -> Self {
        let before = peak(client);
        let outcome = fares(client, &sql);
        Self { grown: peak(client) - before, sql, outcome }
    }

    /// What is wrong with it, given how much memory it may take and whether it has to be refused.
    fn fault(&self, allowance: i64, is_valid: bool) -> Option<String> {
        let Self { sql, outcome, grown } = self;
        let expected = match outcome {
            Some((code, _)) => DOCUMENTED.contains(&code.as_str()),
            None => is_valid,
        };
        let wrong = !expected || *grown > allowance;
        wrong.then(|| format!("{sql}: {outcome:?}, {} KiB", grown >> 10))
    }
}

/// A session with something to work on.
fn session(db: &Db<'_>) -> Client {
    let mut client = warm(db);
    client.batch_execute("select bombs.renew()").unwrap();
    client
}

fn fares(client: &mut Client, sql: &str) -> Outcome {
    let error = client.simple_query(sql).err()?;
    let error = error.as_db_error().unwrap_or_else(|| panic!("{sql}: {error}"));
    Some((error.code().code().to_owned(), error.message().to_owned()))
}

#[track_caller]
fn assert_fine(db: &Db<'_>, faults: &[String]) {
    assert!(faults.is_empty(), "{faults:#?}");
    // What was taken in can be written.
    dump(db);
}

#[test]
fn a_bomb_in_an_argument_is_a_refused_call_and_no_more() {
    let db = armed();
    db.run(PLACE);
    let (functions, bombs) = (Function::taking(&db, &JSON), Bomb::all(&db));
    assert!(functions.len() > 40, "only {} functions", functions.len());
    let mut faults = Vec::new();
    for function in &functions {
        for door in function.doors(&JSON) {
            let mut client = session(&db);
            for bomb in &bombs {
                let value = bomb.value(&function.arguments[door].1);
                let shot = Shot::fire(&mut client, function.call(door, &value));
                faults.extend(shot.fault(bomb.allowance(), bomb.is_valid()));
            }
        }
    }
    assert_fine(&db, &faults);
}

#[test]
fn a_bomb_in_a_field_of_a_body_does_no_harm() {
    let db = armed();
    db.run(PLACE);
    let (functions, bombs) = (Function::taking(&db, &JSON), Bomb::all(&db));
    let (mut shots, mut faults) = (0, Vec::new());
    for function in &functions {
        let (door, mut client) = (function.doors(&JSON)[0], session(&db));
        for bomb in bombs.iter().filter(|bomb| bomb.is_small()) {
            for body in bodies(&functions, function, &bomb.source()) {
                let shot = Shot::fire(&mut client, function.call(door, &body));
                faults.extend(shot.fault(bomb.allowance(), true));
                shots += 1;
            }
        }
    }
    assert!(shots > 400, "only {shots} calls");
    assert_fine(&db, &faults);
}

#[test]
fn a_number_of_a_hundred_thousand_digits_is_refused_as_an_argument() {
    let db = armed();
    db.run(PLACE);
    let functions = Function::taking(&db, &NUMBER);
    assert!(functions.len() > 4, "only {} functions", functions.len());
    let mut faults = Vec::new();
    for function in &functions {
        for door in function.doors(&NUMBER) {
            let mut client = session(&db);
            for number in ["1e131071", "-1e131071", "1e-16383", "0e-16383"] {
                let shot = Shot::fire(&mut client, function.call(door, number));
                faults.extend(shot.fault(16 << 20, number.contains("e-")));
            }
        }
    }
    assert_fine(&db, &faults);
}
