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
         insert into judgments (case_number, judgment_amount, priority_level, county)
         select case when random() < 0.9 then 'N-' || n end,
                case when random() < 0.9 then floor(random() * 5) * 1000 end,
                (array['low', 'normal', 'high', 'urgent', 'on_hold']::urgency[])[1 + floor(random() * 5)],
                (array['Kings', 'Queens', null])[1 + floor(random() * 3)]
         from generate_series(1, {JUDGMENTS}) as n;
         insert into judgments.cases (case_number, source, amount_awarded, judgment_date, county)
         select 'N-' || 1 + floor(random() * {JUDGMENTS}), 'source ' || n,
                case when random() < 0.9 then floor(random() * 5) * 1000 end,
                case when random() < 0.05 then 'infinity' when random() < 0.05 then '-infinity' when random() < 0.9
                     then (now() at time zone 'utc')::date - floor(random() * 1500)::int end,
                (array['Bronx', 'Kings', null])[1 + floor(random() * 3)]
         from generate_series(1, {JUDGMENTS} * 2) as n;"
    ));
}

/// A court case.
struct Source {
    amount: Option<i32>,
    /// In days; none when there is no date, or one of infinity.
    age: Option<i32>,
    /// How late its date is among all dates; none when there is no date.
    recency: Option<i32>,
    id: String,
    county: Option<String>,
}

fn sources(db: &Db<'_>) -> HashMap<String, Vec<Source>> {
    let sql = "select case_number::text, amount_awarded::int,
                      case when isfinite(judgment_date)
                           then (now() at time zone 'utc')::date - judgment_date end,
                      case when judgment_date = 'infinity' then 100000
                           when judgment_date = '-infinity' then -100000
                           else judgment_date - '2020-01-01'::date end,
                      case_id::text, county::text
               from judgments.cases";
    let mut sources: HashMap<String, Vec<Source>> = HashMap::new();
    for row in db.connect().query(sql, &[]).unwrap() {
        let source = Source {
            amount: row.get(1),
            age: row.get(2),
            recency: row.get(3),
            id: row.get(4),
            county: row.get(5),
        };
        sources.entry(row.get(0)).or_default().push(source);
    }
    sources
}

/// The newest one; those without a date are the oldest.
fn newest(sources: Option<&Vec<Source>>) -> Option<&Source> {
    sources?.iter().min_by_key(|it| (it.recency.is_none(), it.recency.map(Reverse), it.id.clone()))
}

/// The tier by the specification's words.
fn tier(source: Option<&Source>) -> &'static str {
    let Some(source) = source else {
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

/// A row of the view: judgment, tier, rank, county.
type Ranked = (i64, String, i64, Option<String>);

/// Every judgment with tier and rank, counted one by one.
fn expected(db: &Db<'_>) -> Vec<Ranked> {
    let sources = sources(db);
    let sql =
        "select id, case_number::text, judgment_amount::int, priority_level::text, county::text
               from judgments";
    let judgments: Vec<_> = db.connect().query(sql, &[]).unwrap();
    let key = |row: &postgres::Row| {
        let order = ["urgent", "high", "normal", "low", "on_hold"];
        let priority: String = row.get(3);
        let place = order.iter().position(|it| *it == priority).unwrap();
        let amount: i32 = row.get::<_, Option<i32>>(2).unwrap_or_default();
        (place, Reverse(amount), Reverse(row.get::<_, i64>(0)))
    };
    let source_of = |row: &postgres::Row| {
        let number: Option<String> = row.get(1);
        newest(number.and_then(|number| sources.get(&number)))
    };
    let tier_of = |row: &postgres::Row| tier(source_of(row));
    let mut ranked: Vec<Ranked> = Vec::new();
    for row in &judgments {
        let ahead = judgments.iter().filter(|other| tier_of(other) == tier_of(row));
        let rank = 1 + ahead.filter(|other| key(other) < key(row)).count();
        let county = source_of(row).and_then(|it| it.county.clone()).or_else(|| row.get(4));
        ranked.push((row.get(0), tier_of(row).to_owned(), i64::try_from(rank).unwrap(), county));
    }
    ranked.sort();
    ranked
}

/// The rows as they come.
fn shown(db: &Db<'_>, condition: &str) -> Vec<Ranked> {
    let sql = format!(
        "select judgment_id, collectability_tier, tier_rank, county from v_priority_pipeline {condition}"
    );
    let rows = db.connect().query(&sql, &[]).unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1), row.get(2), row.get(3))).collect()
}

fn found(db: &Db<'_>, condition: &str) -> Vec<Ranked> {
    let mut rows = shown(db, condition);
    rows.sort();
    rows
}

/// The ways in which dashboards ask for a tier.
fn compare_tier(db: &Db<'_>, tier: &str, expected: &[Ranked], seed: u32) {
    let mut all: Vec<_> = expected.iter().filter(|row| row.1 == tier).cloned().collect();
    all.sort_by_key(|row| row.2);
    let of_tier = format!("where collectability_tier = '{tier}'");
    let sorted = shown(db, &format!("{of_tier} order by tier_rank limit 10"));
    assert_eq!(sorted, all[..all.len().min(10)], "seed {seed}, tier {tier}, sorted");
    let county = format!("{of_tier} and county = 'Kings' order by tier_rank");
    all.retain(|row| row.3.as_deref() == Some("Kings"));
    assert_eq!(shown(db, &county), all, "seed {seed}, tier {tier}, county");
    let mut first: Vec<_> =
        expected.iter().filter(|row| row.1 == tier && row.2 <= 10).cloned().collect();
    first.sort();
    let condition = format!("{of_tier} and tier_rank <= 10");
    assert_eq!(found(db, &condition), first, "seed {seed}, tier {tier}");
    let condition = format!("{condition} limit 10");
    assert_eq!(found(db, &condition), first, "seed {seed}, tier {tier}, limited");
}

fn compare(db: &Db<'_>) {
    for seed in 0..ROUNDS {
        fill(db, seed);
        let expected = expected(db);
        assert_eq!(found(db, ""), expected, "seed {seed}");
        for tier in ["A", "B", "C", "UNSCORED"] {
            compare_tier(db, tier, &expected, seed);
        }
    }
}

#[test]
fn tiers_and_ranks_are_those_of_the_slow_way() {
    let db = database(From::Installed);
    db.run("create domain urgency as text");
    compare(&db);
}

#[test]
fn they_are_so_on_the_enumerations_and_varchar_of_an_application() {
    let db = database(From::Pgmq);
    db.run(
        "create schema judgments;
         create type urgency as enum ('on_hold', 'normal', 'urgent', 'low', 'high');
         create type place as enum ('Kings', 'Queens', 'Bronx');
         create table judgments (id bigint generated by default as identity primary key,
             case_number varchar(40), judgment_amount numeric, priority_level urgency, county varchar(40));
         create table judgments.cases (case_id uuid primary key default gen_random_uuid(),
             case_number varchar(40) not null, source varchar(40), county text);
         create extension dragonfly_queue",
    );
    db.install();
    compare(&db);
}
