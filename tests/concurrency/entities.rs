//! One name in many spellings, from many sessions at once.

use std::collections::BTreeSet;

use crate::support::Place;

const CASE: &str = "00000000-0000-0000-0000-00000000000c";
const SESSIONS: usize = 16;
const SPELLINGS: [&str; 4] = ["Acme, LLC", "ACME LLC", " acme-llc ", "A.C.M.E. (LLC)"];

fn place() -> Place {
    let place = Place::new();
    place.run(&format!(
        "insert into judgments.cases (case_id, case_number) values ('{CASE}', 'N-1')"
    ));
    place
}

#[test]
fn sixteen_sessions_with_one_name_in_different_spellings_make_one_row() {
    let place = place();
    let ids = place.storm(SESSIONS, |session, client| {
        let mut ids = BTreeSet::new();
        for round in 0..25 {
            let name = SPELLINGS[(session + round) % SPELLINGS.len()];
            let sql = format!(
                "select insert_or_get_entity(jsonb_build_object(
                     'case_id', '{CASE}', 'name', '{name} ' || {round}, 'role', 'Defendant'))::text"
            );
            let id: String = client.query_one(&sql, &[]).unwrap().get(0);
            ids.insert((round, id));
        }
        ids
    });
    assert!(ids.iter().all(|seen| *seen == ids[0]), "{ids:?}");
    assert_eq!(place.number("select count(*) from parties.entities"), 25);
}

#[test]
fn lists_in_opposite_order_never_wait_in_a_circle() {
    let place = place();
    place.storm(SESSIONS, |session, client| {
        let order = if session % 2 == 0 { "asc" } else { "desc" };
        for round in 0..10 {
            let sql = format!(
                "select insert_or_get_case_with_entities(jsonb_build_object(
                     'case', '{{\"case_number\": \"N-2\"}}'::jsonb, 'entities', (
                     select jsonb_agg(jsonb_build_object('name', 'Entity ' || n || '-{round}')
                                      order by n {order})
                     from generate_series(1, 20) as n)))::text"
            );
            client.query_one(&sql, &[]).unwrap();
        }
    });
    assert_eq!(place.number("select count(*) from parties.entities"), 200);
    assert_eq!(place.number("select count(*) from judgments.cases where case_number = 'N-2'"), 1);
}
