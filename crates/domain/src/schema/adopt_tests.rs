//! Each rule of adoption on a table of two columns.

use super::super::{Item, parse};
use super::*;

fn wanted() -> Table {
    let text = "create table a.t (
        id bigint not null,
        note text not null,
        flag boolean not null default false,
        constraint t_pk primary key (id),
        constraint t_note_check check (note <> '')
    )";
    match parse(text).unwrap().remove(0) {
        Item::Table(table) => table,
        other => panic!("{other:?}"),
    }
}

fn column(name: &str, type_name: &str, wanted: Option<&str>) -> PresentColumn {
    PresentColumn {
        name: name.into(),
        type_name: type_name.into(),
        is_enum: false,
        wanted_type: wanted.map(Into::into),
    }
}

fn present() -> PresentTable {
    PresentTable {
        is_table: true,
        has_rows: true,
        columns: vec![
            column("id", "bigint", Some("bigint")),
            column("note", "text", Some("text")),
            column("flag", "boolean", Some("boolean")),
        ],
        constraints: vec!["t_pk".into(), "t_note_check".into()],
        not_valid: Vec::new(),
        primary_key: Some(("t_pk".into(), vec!["id".into()])),
        unique_keys: vec![vec!["id".into()]],
    }
}

#[test]
fn a_complete_table_lacks_nothing() {
    assert_eq!(adopt(&wanted(), &present()), Ok(Adoption::default()));
}

#[test]
fn missing_columns_arrive_and_lose_not_null_without_a_default() {
    let mut there = present();
    there.columns.truncate(1);
    let adoption = adopt(&wanted(), &there).unwrap();
    let sql: Vec<_> = adoption.add_columns.iter().map(|column| column.sql.as_str()).collect();
    assert_eq!(sql, ["note text", "flag boolean not null default false"]);
    there.has_rows = false;
    let adoption = adopt(&wanted(), &there).unwrap();
    assert_eq!(adoption.add_columns[0].sql, "note text not null");
}

#[test]
fn a_default_that_is_computed_is_for_rows_to_come() {
    let text = "create table a.t (at timestamp with time zone not null default now())";
    let Item::Table(table) = parse(text).unwrap().remove(0) else { panic!("no table") };
    let mut there = PresentTable { columns: Vec::new(), ..present() };
    let column = adopt(&table, &there).unwrap().add_columns.remove(0);
    assert_eq!(column.sql, "at timestamp with time zone");
    assert_eq!(column.later_default.as_deref(), Some("now()"));
    there.has_rows = false;
    let column = adopt(&table, &there).unwrap().add_columns.remove(0);
    assert_eq!(column.sql, "at timestamp with time zone not null default now()");
    assert_eq!(column.later_default, None);
}

#[test]
fn a_table_without_our_key_is_another_object_once_it_has_rows() {
    let mut there = present();
    there.columns.remove(0);
    assert_eq!(adopt(&wanted(), &there), Err(SchemaFault::AnotherObject("a.t".into())));
    there.has_rows = false;
    assert!(adopt(&wanted(), &there).is_ok());
    let view = PresentTable { is_table: false, ..present() };
    assert!(matches!(adopt(&wanted(), &view), Err(SchemaFault::AnotherObject(_))));
}

#[test]
fn text_may_be_varchar_or_an_enum_but_keys_must_match() {
    let mut there = present();
    there.columns[1].type_name = "character varying".into();
    assert!(adopt(&wanted(), &there).is_ok());
    there.columns[1].type_name = "mood".into();
    assert!(adopt(&wanted(), &there).is_err());
    there.columns[1].is_enum = true;
    assert!(adopt(&wanted(), &there).is_ok());
    there.columns[0].type_name = "uuid".into();
    let fault = adopt(&wanted(), &there).unwrap_err();
    assert_eq!(fault.to_string(), "column id of a.t is uuid, expected bigint");
}

#[test]
fn a_primary_key_of_another_name_is_enough() {
    let there = PresentTable { constraints: vec!["my_pk".into()], ..present() };
    let adoption = adopt(&wanted(), &there).unwrap();
    let names: Vec<_> = adoption.add_constraints.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["t_note_check"]);
}

#[test]
fn beside_another_primary_key_ours_becomes_unique() {
    let there = PresentTable {
        constraints: vec!["other_pk".into(), "t_note_check".into()],
        unique_keys: vec![vec!["surrogate".into()]],
        ..present()
    };
    let adoption = adopt(&wanted(), &there).unwrap();
    assert_eq!(adoption.add_constraints[0].sql, "constraint t_pk unique (id)");
    assert_eq!(adoption.add_constraints[0].kind, ConstraintKind::Unique);
    let unique = PresentTable { primary_key: None, unique_keys: vec![vec!["id".into()]], ..there };
    assert!(adopt(&wanted(), &unique).unwrap().add_constraints.is_empty());
}

#[test]
fn constraints_that_rows_broke_are_tried_again() {
    let there = PresentTable { not_valid: vec!["t_note_check".into(), "own".into()], ..present() };
    assert_eq!(adopt(&wanted(), &there).unwrap().validate, ["t_note_check"]);
}

#[test]
fn columns_of_the_application_do_not_matter() {
    let mut there = present();
    there.columns.push(column("extra", "point", None));
    assert_eq!(adopt(&wanted(), &there), Ok(Adoption::default()));
}

#[test]
fn an_enumeration_does_for_text_but_cannot_point_to_it() {
    let text = "create table a.t (
        stage text,
        note text,
        constraint t_stage_fk foreign key (stage) references a.stages (stage)
    )";
    let Item::Table(table) = parse(text).unwrap().remove(0) else { panic!("no table") };
    let columns = |first: &str, second: &str| {
        let of = |name: &str, type_name: &str| PresentColumn {
            is_enum: type_name == "a.kind",
            ..column(name, type_name, Some("text"))
        };
        let columns = vec![of("stage", first), of("note", second)];
        adopt(&table, &PresentTable { columns, ..present() })
    };
    assert!(columns("text", "a.kind").is_ok());
    assert!(columns("character varying", "a.kind").is_ok());
    let refused = columns("a.kind", "text").unwrap_err();
    assert_eq!(refused.to_string(), "column stage of a.t is a.kind, expected text");
}

fn registry(columns: &[&str], status_type: &str) -> Result<Adoption, SchemaFault> {
    let text = "create table workers.processed_jobs (
        idempotency_key text not null,
        queue_name text not null,
        status workers.job_status not null default 'processing',
        constraint processed_jobs_pk primary key (idempotency_key, queue_name)
    )";
    let Item::Table(table) = parse(text).unwrap().remove(0) else { panic!("no table") };
    let key = columns.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let present = PresentTable {
        is_table: true,
        has_rows: true,
        columns: vec![
            column("idempotency_key", "text", Some("text")),
            column("queue_name", "text", Some("text")),
            column("status", status_type, Some("workers.job_status")),
        ],
        constraints: vec!["own_pkey".into()],
        unique_keys: vec![key.clone()],
        primary_key: Some(("own_pkey".into(), key)),
        ..PresentTable::default()
    };
    adopt(&table, &present)
}

#[test]
fn a_registry_by_key_alone_is_widened_and_no_other_key_is_replaced() {
    let narrow = registry(&["idempotency_key"], "workers.job_status").unwrap();
    let widening = narrow.widen.unwrap();
    assert_eq!(
        (widening.present.as_str(), widening.wanted.name.as_str()),
        ("own_pkey", "processed_jobs_pk")
    );
    assert!(narrow.add_constraints.is_empty());
    let wide = registry(&["idempotency_key", "queue_name"], "workers.job_status").unwrap();
    assert_eq!((wide.widen, wide.add_constraints.len()), (None, 0));
    let other = registry(&["id"], "workers.job_status").unwrap();
    assert_eq!((other.widen, other.add_constraints.len()), (None, 1));
}

#[test]
fn text_does_for_an_enumeration_of_ours() {
    assert!(registry(&["idempotency_key"], "text").is_ok());
    assert!(registry(&["idempotency_key"], "bigint").is_err());
}
