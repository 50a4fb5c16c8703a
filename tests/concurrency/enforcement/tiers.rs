//! The rule by which tiers are given is written twice: in Rust for one case, in SQL for the refresh of
//! all. Both must say the same of every score and balance, whatever the lookup holds.

use crate::support::cases::{answer, judgments};
use crate::support::{Dice, Place};

const CASES: usize = 600;

/// Rows of the lookup that an operator could write: gaps, ties, an order that is none, no rows.
const LOOKUPS: [&str; 7] = [
    "select",
    "update enforcement_tier_lookup set min_balance = null",
    "update enforcement_tier_lookup set min_score = null where tier in ('tier0', 'tier2')",
    "update enforcement_tier_lookup set min_score = 50, min_balance = 15000",
    "update enforcement_tier_lookup set min_score = 100 - min_score, min_balance = 60000 - min_balance",
    "update enforcement_tier_lookup set min_score = min_score + 0.005, min_balance = min_balance + 0.10",
    "delete from enforcement_tier_lookup where tier in ('tier0', 'tier3')",
];

fn random_score(dice: &mut Dice) -> String {
    let edges = ["null", "0", "34.99", "35", "59.99", "60", "79.99", "80", "100"];
    match dice.roll(3) {
        0 => format!("{}.{:02}", dice.roll(100), dice.roll(100)),
        _ => edges[dice.roll(edges.len())].to_owned(),
    }
}

fn random_balance(dice: &mut Dice) -> String {
    let edges = ["null", "0", "4999.99", "5000", "14999.99", "15000", "49999.99", "50000"];
    match dice.roll(3) {
        0 => format!("{}.{:02}", dice.roll(100_000), dice.roll(100)),
        _ => edges[dice.roll(edges.len())].to_owned(),
    }
}

/// Cases of random score and balance, opened: the Rust rule gives their tiers.
fn open_random_cases(place: &Place, dice: &mut Dice) {
    let open = |id| {
        let (score, balance) = (random_score(dice), random_balance(dice));
        format!(
            "insert into judgments (id, judgment_amount) values ({id}, {balance});
             select open_enforcement_case({id}, 'test', null, null, {score});"
        )
    };
    let script: String = (1..=CASES).map(open).collect();
    place.run(&script);
}

#[test]
fn the_refresh_gives_the_tiers_and_reasons_that_opening_gives() {
    for (number, lookup) in LOOKUPS.into_iter().enumerate() {
        let place = Place::new();
        place.run(lookup);
        open_random_cases(&place, &mut Dice::of_session(number));
        place.run(
            "create table opened as select id, tier, tier_reason from enforcement_cases;
             update enforcement_cases set tier = null, tier_reason = null",
        );
        let refreshed = answer(&mut place.connect(), "refresh_enforcement_metrics()");
        assert_eq!(refreshed["tiers_changed"], CASES, "{lookup}");
        let differ = "select count(*) from opened join enforcement_cases as its_case using (id)
            where (opened.tier, opened.tier_reason) is distinct from (its_case.tier, its_case.tier_reason)";
        assert_eq!(place.number(differ), 0, "{lookup}");
        let kinds = "select count(distinct tier || split_part(tier_reason, ' ', 1)) from opened";
        assert!(place.number(kinds) > 2, "{lookup}: all cases are alike");
    }
}

#[test]
fn clearing_an_override_gives_what_the_refresh_gives() {
    let place = Place::new();
    open_random_cases(&place, &mut Dice::of_session(99));
    place.run(
        "create table opened as select id, tier, tier_reason from enforcement_cases;
         select set_tier_override(id, 'tier2') from opened order by id;
         select set_tier_override(id, null) from opened order by id",
    );
    let differ = "select count(*) from opened join enforcement_cases as its_case using (id)
        where (opened.tier, opened.tier_reason) is distinct from (its_case.tier, its_case.tier_reason)";
    assert_eq!(place.number(differ), 0);
    let refreshed = answer(&mut place.connect(), "refresh_enforcement_metrics()");
    assert_eq!(refreshed["tiers_changed"], 0);
}

#[test]
fn tiers_begin_on_their_bounds() {
    let place = Place::new();
    let expected = [
        ("34.99", "0", "tier0", "score 34.99 >= 0"),
        ("35", "0", "tier1", "score 35.00 >= 35"),
        ("59.99", "0", "tier1", "score 59.99 >= 35"),
        ("60", "0", "tier2", "score 60.00 >= 60"),
        ("79.99", "0", "tier2", "score 79.99 >= 60"),
        ("80", "0", "tier3", "score 80.00 >= 80"),
        ("null", "4999.99", "tier0", "default"),
        ("null", "5000", "tier1", "balance 5000.00 >= 5000"),
        ("null", "14999.99", "tier1", "balance 14999.99 >= 5000"),
        ("null", "15000", "tier2", "balance 15000.00 >= 15000"),
        ("null", "49999.99", "tier2", "balance 49999.99 >= 15000"),
        ("null", "50000", "tier3", "balance 50000.00 >= 50000"),
        ("82", "52000", "tier3", "score 82.00 >= 80"),
        ("60", "50000", "tier3", "balance 50000.00 >= 50000"),
        ("null", "null", "tier0", "default"),
    ];
    judgments(&place, expected.len(), "null");
    let mut client = place.connect();
    for ((score, balance, ..), id) in expected.iter().zip(1..) {
        place.run(&format!(
            "update judgments set judgment_amount = {balance} where id = {id};
             insert into enforcement_cases (judgment_id, collectability_score) values ({id}, {score})"
        ));
    }
    answer(&mut client, "refresh_enforcement_metrics()");
    let sql = "select tier, tier_reason from enforcement_cases order by judgment_id";
    for (row, (.., tier, reason)) in client.query(sql, &[]).unwrap().iter().zip(expected) {
        assert_eq!((row.get::<_, &str>(0), row.get::<_, &str>(1)), (tier, reason));
    }
}
