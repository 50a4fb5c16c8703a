//! v_priority_pipeline against a slow reimplementation that is obviously right, on random data.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::support::{Db, From, database};

const ROUNDS: u32 = 8;
const JUDGMENTS: u32 = 300;

/// Random rows by a seed: few values, so that ties, blanks and missing partners are frequent.
fn fill(db: &Db<'_>, seed: u32) {
    db.run(&format!(
        "select setseed({seed} / 1000.0);
         truncate judgments, judgments.cases cascade;
         insert into judgments (case_number, judgment_amount, priority_level, enforcement_stage)
         select case when random() < 0.9 then 'N-' || n end,
                case when random() < 0.9 then floor(random() * 5) * 1000 end,
                (array['low', 'normal', 'high', 'urgent', 'on_hold'])[1 + floor(random() * 5)],
                'x'
         from generate_series(1, {JUDGMENTS}) as n;
         insert into judgments.cases (case_number, source, amount_awarded, judgment_date)
         select 'N-' || 1 + floor(random() * {JUDGMENTS}), 'source ' || n,
                case when random() < 0.9 then floor(random() * 5) * 1000 end,
                case when random() < 0.9
                     then (now() at time zone 'utc')::date - floor(random() * 1500)::int end
         from generate_series(1, {JUDGMENTS} * 2) as n;"
    ));
}

/// A court case: number, amount, age in days, id.
struct Source {
    amount: Option<i32>,
    age: Option<i32>,
    id: String,
}

fn sources(db: &Db<'_>) -> HashMap<String, Vec<Source>> {
    let sql = "select case_number, amount_awarded::int,
                      (now() at time zone 'utc')::date - judgment_date, case_id::text
               from judgments.cases";
    let mut sources: HashMap<String, Vec<Source>> = HashMap::new();
    for row in db.connect().query(sql, &[]).unwrap() {
        let source = Source { amount: row.get(1), age: row.get(2), id: row.get(3) };
        sources.entry(row.get(0)).or_default().push(source);
    }
    sources
}

/// The tier by the specification's words, of the newest case with that number.
fn tier(sources: Option<&Vec<Source>>) -> &'static str {
    let newest = |it: &&Source| (it.age.is_none(), it.age, it.id.clone());
    let Some(source) = sources.and_then(|sources| sources.iter().min_by_key(newest)) else {
        return "UNSCORED";
    };
    let (amount, age) = (source.amount, source.age);
    if amount.is_some_and(|it| it >= 3000) && age.is_some_and(|it| it <= 365) {
        "A"
    } else if amount.is_some_and(|it| (1000..3000).contains(&it))
        || age.is_some_and(|it| (366..=1095).contains(&it))
    {
        "B"
    } else {
        "C"
    }
}

/// Every judgment with tier and rank, counted one by one.
fn expected(db: &Db<'_>) -> Vec<(i64, String, i64)> {
    let sources = sources(db);
    let sql = "select id, case_number, judgment_amount::int, priority_level from judgments";
    let judgments: Vec<_> = db.connect().query(sql, &[]).unwrap();
    let key = |row: &postgres::Row| {
        let order = ["urgent", "high", "normal", "low", "on_hold"];
        let priority: String = row.get(3);
        let place = order.iter().position(|it| *it == priority).unwrap();
        let amount: i32 = row.get::<_, Option<i32>>(2).unwrap_or_default();
        (place, Reverse(amount), Reverse(row.get::<_, i64>(0)))
    };
    let tier_of = |row: &postgres::Row| {
        let number: Option<String> = row.get(1);
        tier(number.and_then(|number| sources.get(&number)))
    };
    let mut ranked: Vec<(i64, String, i64)> = Vec::new();
    for row in &judgments {
        let ahead = judgments.iter().filter(|other| tier_of(other) == tier_of(row));
        let rank = 1 + ahead.filter(|other| key(other) < key(row)).count();
        ranked.push((row.get(0), tier_of(row).to_owned(), i64::try_from(rank).unwrap()));
    }
    ranked.sort();
    ranked
}

fn found(db: &Db<'_>, condition: &str) -> Vec<(i64, String, i64)> {
    let sql = format!(
        "select judgment_id, collectability_tier, tier_rank from v_priority_pipeline {condition}"
    );
    let rows = db.connect().query(&sql, &[]).unwrap();
    let mut rows: Vec<_> = rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
    rows.sort();
    rows
}

#[test]
fn tiers_and_ranks_are_those_of_the_slow_way() {
    let db = database(From::Installed);
    for seed in 0..ROUNDS {
        fill(&db, seed);
        let expected = expected(&db);
        assert_eq!(found(&db, ""), expected, "seed {seed}");
        for tier in ["A", "B", "C", "UNSCORED"] {
            let first: Vec<_> =
                expected.iter().filter(|row| row.1 == tier && row.2 <= 10).cloned().collect();
            let condition = format!("where collectability_tier = '{tier}' and tier_rank <= 10");
            assert_eq!(found(&db, &condition), first, "seed {seed}, tier {tier}");
        }
    }
}
