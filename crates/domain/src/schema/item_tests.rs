//! Each form of statement is read, and what is no such form is refused.

use super::super::ConstraintKind;
use super::*;

fn one(sql: &str) -> Item {
    let mut items = parse(sql).unwrap();
    assert_eq!(items.len(), 1);
    items.remove(0)
}

#[test]
fn a_table_is_read_with_columns_and_constraints() {
    let mut items = parse(
        "create table a.t (
            id bigint not null,
            note text collate \"C\" default 'a,b', -- why
            price numeric(10,2),
            at timestamp with time zone not null default now(),
            constraint t_pk primary key (id, at),
            constraint t_fk foreign key (id) references a.u (id),
            constraint t_price_check check (price > 0)
        ) with (fillfactor = 80);",
    )
    .unwrap();
    let Item::ForeignKey { table, constraint } = items.pop().unwrap() else { panic!("no key") };
    assert_eq!((table.as_str(), constraint.name.as_str()), ("a.t", "t_fk"));
    let Item::Table(table) = items.pop().unwrap() else { panic!("not a table") };
    assert!(table.sql.ends_with(") with (fillfactor = 80)"), "{}", table.sql);
    assert!(!table.sql.contains("t_fk") && table.sql.contains("t_price_check"));
    assert_eq!(table.name, "a.t");
    let columns: Vec<_> = table
        .columns
        .iter()
        .map(|c| (c.name.as_str(), c.type_name.as_str(), c.not_null, c.default.as_deref()))
        .collect();
    assert_eq!(
        columns,
        [
            ("id", "bigint", true, None),
            ("note", "text", false, Some("'a,b'")),
            ("price", "numeric(10,2)", false, None),
            ("at", "timestamp with time zone", true, Some("now()")),
        ]
    );
    let constraints: Vec<_> =
        table.constraints.iter().map(|c| (c.name.as_str(), c.kind, c.columns.len())).collect();
    assert_eq!(
        constraints,
        [("t_pk", ConstraintKind::PrimaryKey, 2), ("t_price_check", ConstraintKind::Check, 0),]
    );
}

#[test]
fn other_objects_are_read_with_what_finds_them() {
    assert!(matches!(
        one("create unique index i on a.t (x)"),
        Item::Index { schema, name, table, .. } if schema == "a" && name == "i" && table == "a.t"
    ));
    assert!(matches!(
        one("create function a.f() returns trigger language plpgsql as $$ begin; end $$"),
        Item::Helper { signature, returns, .. } if signature == "a.f()" && returns == "trigger"
    ));
    assert!(matches!(
        one("create trigger g before update on a.t for each row execute function a.f()"),
        Item::Trigger { name, table, .. } if name == "g" && table == "a.t"
    ));
    assert!(matches!(
        one("create policy p on a.t to service_role using (true)"),
        Item::Policy { name, table, .. } if name == "p" && table == "a.t"
    ));
    assert!(matches!(
        one("comment on column a.t.c is 'x'"),
        Item::Comment { object, .. } if object == "a.t"
    ));
    assert!(matches!(
        one("create type a.e as enum ('x', 'y')"),
        Item::Type { name, labels, .. } if name == "a.e" && labels == ["x", "y"]
    ));
    assert!(matches!(
        one("create view a.v with (security_invoker = true) as\nselect 1 as x"),
        Item::View { name, query, .. } if name == "a.v" && query == "select 1 as x"
    ));
    assert!(matches!(
        one("insert into a.t values (1) on conflict do nothing"),
        Item::Rows { table, .. } if table == "a.t"
    ));
    let fill = one(
        "with x as (select y from a.s as s) insert into a.t (y) select y from x on conflict do nothing",
    );
    assert!(matches!(&fill, Item::Fill { table, source, .. } if table == "a.t" && source == "a.s"));
    assert!(fill.phase() > one("create trigger x before update on a.t for each row").phase());
    assert!(matches!(
        one("create function p.f(_a bigint, _b text default null) returns p.t as $$ $$"),
        Item::Helper { signature, returns, .. } if signature == "p.f(bigint,text)" && returns == "p.t"
    ));
    assert!(matches!(
        one("comment on function p.f(bigint, text) is 'x (y)'"),
        Item::HelperComment { signature, .. } if signature == "p.f(bigint,text)"
    ));
    assert!(matches!(
        one("create function p.f() returns table (a int) as $$ $$"),
        Item::Helper { returns, .. } if returns == "record"
    ));
    for (sql, spelt_twice) in
        [("select pgmq.create('enrich')", false), ("select workers.create_queue('enrich')", true)]
    {
        assert!(matches!(
            one(sql),
            Item::Queue { name, both_spellings } if name == "enrich" && both_spellings == spelt_twice
        ));
    }
}

#[test]
fn anything_else_is_refused() {
    for sql in ["drop table a.t", "select 1", "create sequence s", "update a.t set x = 1"] {
        assert!(parse(sql).is_err(), "{sql}");
    }
}

#[test]
fn what_others_lean_on_is_made_first() {
    let text = "create view a.v with (security_invoker = true) as select 1; create table a.t (id int, constraint t_fk foreign key (id) \
                references a.u (id)); create type a.e as enum ('x')";
    let mut items = parse(text).unwrap();
    items.sort_by_key(Item::phase);
    let phases: Vec<_> = items.iter().map(Item::phase).collect();
    assert_eq!(phases, [0, 1, 4, 6]);
}
