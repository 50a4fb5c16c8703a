//! Each form of statement is read, and what is no such form is refused.

use super::*;

fn one(sql: &str) -> Item {
    let mut items = parse(sql).unwrap();
    assert_eq!(items.len(), 1);
    items.remove(0)
}

#[test]
fn a_table_is_read_with_columns_and_constraints() {
    let Item::Table(table) = one("create table a.t (
            id bigint not null,
            note text collate \"C\" default 'a,b', -- why
            price numeric(10,2),
            at timestamp with time zone not null default now(),
            constraint t_pk primary key (id, at),
            constraint t_fk foreign key (id) references a.u (id),
            constraint t_price_check check (price > 0)
        );")
    else {
        panic!("not a table")
    };
    assert_eq!(table.name, "a.t");
    let columns: Vec<_> = table
        .columns
        .iter()
        .map(|c| (c.name.as_str(), c.type_name.as_str(), c.not_null, c.has_default))
        .collect();
    assert_eq!(
        columns,
        [
            ("id", "bigint", true, false),
            ("note", "text", false, true),
            ("price", "numeric(10,2)", false, false),
            ("at", "timestamp with time zone", true, true),
        ]
    );
    let constraints: Vec<_> =
        table.constraints.iter().map(|c| (c.name.as_str(), c.kind, c.columns.len())).collect();
    assert_eq!(
        constraints,
        [
            ("t_pk", ConstraintKind::PrimaryKey, 2),
            ("t_fk", ConstraintKind::ForeignKey, 1),
            ("t_price_check", ConstraintKind::Check, 0),
        ]
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
    assert_eq!(one("select pgmq.create('enrich')"), Item::Queue { name: "enrich".into() });
}

#[test]
fn anything_else_is_refused() {
    for sql in ["drop table a.t", "select 1", "create sequence s", "update a.t set x = 1"] {
        assert!(parse(sql).is_err(), "{sql}");
    }
}
