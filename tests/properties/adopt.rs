//! What stands in the way of CREATE EXTENSION: an application's own objects under our names. The
//! script leaves them alone and says so; `dragonfly.install()` adopts them.

use crate::catalogue;
use crate::support::{Db, From, NOTHING, database};

/// An application's objects, and the names that tell their lines in the catalogue.
pub struct Application {
    pub sql: String,
    pub names: &'static [&'static str],
}

/// A queue made by pgmq, owned by another role, with messages.
pub fn queue() -> Application {
    Application {
        sql: "select pgmq.create('enrich');
              alter table pgmq.q_enrich owner to application;
              alter table pgmq.a_enrich owner to application;
              grant select on pgmq.q_enrich to reporting;
              comment on table pgmq.q_enrich is 'ours';
              select pgmq.send('enrich', jsonb_build_object('n', n)) from generate_series(1, 5) as n;
              select pgmq.archive('enrich', 1::bigint);"
            .into(),
        names: &["q_enrich", "a_enrich"],
    }
}

/// A schema of our name with a table in it.
pub const WORKERS: &str = "create schema workers authorization application;
    create table workers.mine (id int primary key, note text);
    alter table workers.mine owner to application;
    insert into workers.mine values (1, 'kept');";

/// A trigger function of our name that does something else.
/// Made by a superuser: one of the application's own would be refused.
pub fn helper() -> Application {
    Application {
        sql: "create schema if not exists dragonfly;
              create function dragonfly.tg_touch_updated_at() returns trigger language plpgsql as
                  $$ begin new.updated_at := '2001-01-01'; return new; end $$;
              create table public.touched (id int, updated_at timestamptz);
              create trigger touch before update on public.touched
              for each row execute function dragonfly.tg_touch_updated_at();"
            .into(),
        names: &["tg_touch_updated_at", "public.touched"],
    }
}

/// A table of our name, owned by the application, with that body and those rows.
pub fn table(name: &'static str, body: &str, rows: &str) -> Application {
    let insert =
        if rows.is_empty() { String::new() } else { format!("insert into {name} values {rows};") };
    let names: &[&str] = match name {
        "dragonfly.settings" => &["dragonfly.settings"],
        _ => &["dragonfly.idempotency_keys"],
    };
    let sql = format!(
        "create schema if not exists dragonfly;
         create table {name} ({body});
         alter table {name} owner to application;
         {insert}"
    );
    Application { sql, names }
}

/// A ledger of that shape.
pub fn ledger(body: &str, rows: &str) -> Application {
    table("dragonfly.idempotency_keys", body, rows)
}

/// Settings of that shape.
pub fn settings(body: &str, rows: &str) -> Application {
    table("dragonfly.settings", body, rows)
}

/// What the catalogue says of these objects.
pub fn lines_of(db: &Db<'_>, names: &[&str]) -> String {
    naming(&catalogue::describe(db), names)
}

/// Their rows.
fn rows_of(db: &Db<'_>, names: &[&str]) -> String {
    naming(&catalogue::rows(db), names)
}

fn naming(text: &str, names: &[&str]) -> String {
    let lines = text.lines().filter(|line| names.iter().any(|name| line.contains(name)));
    lines.collect::<Vec<_>>().join("\n")
}

/// CREATE EXTENSION beside the application: it succeeds, warns, and changes none of its objects.
#[track_caller]
pub fn beside(application: &Application) -> Db<'static> {
    let db = database(From::Pgmq);
    db.run(&application.sql);
    let (rows, objects) = (rows_of(&db, application.names), lines_of(&db, application.names));
    assert!(!objects.is_empty());
    let said = db.run("create extension dragonfly_queue");
    assert_eq!(rows_of(&db, application.names), rows);
    assert_eq!(catalogue::difference(&objects, &lines_of(&db, application.names)), "");
    assert!(said.contains("WARNING") && said.contains("SELECT dragonfly.install()"), "{said}");
    db
}

/// Adopts; what was warned about. A second time there is nothing left to do.
#[track_caller]
pub fn install(db: &Db<'_>) -> String {
    let said = db.run("select dragonfly.install()");
    assert_eq!(db.install(), NOTHING, "the second install() found something to do");
    said
}
