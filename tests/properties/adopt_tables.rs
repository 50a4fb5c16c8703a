//! Adoption of tables: what is completed, what is accepted as it is, and what is refused before
//! anything is changed.

use crate::adopt::{self, beside, ledger, settings};
use crate::support::{Db, Finding, Refusal, text};
use crate::{catalogue, roles};

fn columns(db: &Db<'_>, table: &str) -> Vec<String> {
    db.texts(&format!(
        "select concat_ws(' ', attname, format_type(atttypid, atttypmod), case when attnotnull then '!' end)
         from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 order by attnum"
    ))
}

fn finding(db: &Db<'_>, check: &str) -> Option<Finding> {
    db.unwell().into_iter().find(|finding| finding.check == check)
}

/// install() must be refused, with everything left as it was.
#[track_caller]
fn refused(db: &Db<'_>) -> Refusal {
    let (rows, objects) = (catalogue::rows(db), catalogue::describe(db));
    let refused = db.refused("select dragonfly.install()");
    assert_eq!(catalogue::difference(&objects, &catalogue::describe(db)), "");
    assert_eq!(catalogue::difference(&rows, &catalogue::rows(db)), "");
    assert_eq!(refused.code, "55000", "{refused:?}");
    assert!(refused.message.starts_with("install: "), "{refused:?}");
    refused
}

#[test]
fn a_missing_column_with_a_default_arrives_with_it() {
    let db = beside(&settings("name text primary key, value jsonb not null", "('mine', '1')"));
    let report = db.install();
    assert!(report.contains(&"added column dragonfly.settings.updated_at".into()), "{report:?}");
    // Rows that are there were not updated now: a computed default is for rows to come.
    let expected = ["name text !", "value jsonb !", "updated_at timestamp with time zone"];
    assert_eq!(columns(&db, "dragonfly.settings"), expected);
    assert_eq!(db.text("select (value, updated_at is null) from dragonfly.settings"), "(1,t)");
    db.run("insert into dragonfly.settings (name, value) values ('later', '2')");
    let dated = "select updated_at is not null from dragonfly.settings where name = 'later'";
    assert_eq!(db.text(dated), "t");
    roles::everything_works(&db);
}

#[test]
fn a_missing_column_without_a_default_arrives_empty() {
    let db = beside(&settings("name text primary key", "('mine')"));
    adopt::install(&db);
    let expected = ["name text !", "value jsonb", "updated_at timestamp with time zone"];
    assert_eq!(columns(&db, "dragonfly.settings"), expected);
    assert_eq!(db.text("select name from dragonfly.settings where value is null"), "mine");
    roles::everything_works(&db);
}

#[test]
fn an_empty_table_gets_the_columns_it_lacks_so_that_the_application_can_go_on() {
    let db = beside(&ledger("queue text, key text, note text", ""));
    adopt::install(&db);
    let expected = [
        "queue text !",
        "key text !",
        "note text",
        "msg_id bigint",
        "retained_since timestamp with time zone",
        "cancelled_at timestamp with time zone",
    ];
    assert_eq!(columns(&db, "dragonfly.idempotency_keys"), expected);
    roles::everything_works(&db);
}

#[test]
fn a_key_column_of_another_type_is_refused_by_table_column_and_both_types() {
    let db = beside(&settings("name integer primary key, value jsonb", "(7, '1')"));
    let refusal = refused(&db);
    assert_eq!(
        refusal.message,
        "install: column name of dragonfly.settings is integer, expected text"
    );
    assert!(refusal.hint.contains("ALTER TABLE dragonfly.settings"), "{refusal:?}");
    let db = beside(&ledger("queue text, key uuid, msg_id bigint, primary key (queue, key)", ""));
    let refusal = refused(&db);
    assert_eq!(
        refusal.message,
        "install: column key of dragonfly.idempotency_keys is uuid, expected text"
    );
}

/// Running what the hint says makes it work.
#[test]
fn what_the_hint_of_a_refusal_says_helps() {
    let db = beside(&settings("name integer primary key, value jsonb", "(7, '1')"));
    let hint = refused(&db).hint;
    let statement = hint.split(", or").next().unwrap();
    db.run(statement);
    adopt::install(&db);
    assert_eq!(db.text("select name from dragonfly.settings"), "7");
    roles::everything_works(&db);
}

#[test]
fn varchar_and_enum_columns_do_for_text() {
    let shapes = [
        "queue varchar(40), key varchar(600), msg_id bigint, retained_since timestamptz, primary key (queue, key)",
        "queue public.kind, key text, msg_id bigint, retained_since timestamptz, primary key (queue, key)",
    ];
    for shape in shapes {
        let mut application = ledger(shape, "('enrich', 'old', 0, now())");
        application.sql.insert_str(
            0,
            "create type public.kind as enum ('case_copilot', 'enforce', 'enrich', 'outreach');",
        );
        let db = beside(&application);
        adopt::install(&db);
        assert_eq!(db.text("select queue_job('old', 'enrich')"), "0", "{shape}");
        roles::everything_works(&db);
        db.run("update dragonfly.idempotency_keys set retained_since = now() - interval '9 days'");
        assert!(finding(&db, "expired keys").is_some(), "{shape}");
        assert_ne!(db.text("select dragonfly.purge_idempotency_keys()"), "0", "{shape}");
    }
}

#[test]
fn a_check_that_rows_break_stays_not_valid_until_they_are_mended() {
    let db = beside(&settings("name text primary key, value jsonb", "('', '1')"));
    let said = adopt::install(&db);
    assert!(said.contains("WARNING") && said.contains("settings_name_check"), "{said}");
    let valid = "select convalidated from pg_constraint where conname = 'settings_name_check'";
    assert_eq!(db.text(valid), "f");
    let warned = finding(&db, "constraints").unwrap();
    assert_eq!(warned.status, "warn");
    assert!(warned.detail.contains("settings_name_check"), "{warned:?}");
    assert_eq!(db.text("select count(*) from dragonfly.settings where name = ''"), "1");
    assert_eq!(db.refused("insert into dragonfly.settings values ('', '2')").code, "23514");
    roles::everything_works(&db);
    db.run("delete from dragonfly.settings where name = ''");
    // The warning said: mend the rows, then run install() again.
    adopt::install(&db);
    assert_eq!(db.text(valid), "t");
    assert_eq!(finding(&db, "constraints"), None);
}

#[test]
fn a_key_that_rows_break_is_left_out_with_a_warning_and_a_doctor_line() {
    let shape = "queue text, key text, msg_id bigint, retained_since timestamptz";
    let db =
        beside(&ledger(shape, "('enrich', 'twice', -1, now()), ('enrich', 'twice', 0, now())"));
    let said = adopt::install(&db);
    assert!(said.contains("WARNING") && said.contains("idempotency_keys_pk"), "{said}");
    assert_eq!(db.text("select count(*) from dragonfly.idempotency_keys"), "2");
    let failed = finding(&db, "keys").unwrap();
    assert_eq!(failed.status, "fail");
    assert!(failed.detail.contains("dragonfly.idempotency_keys"), "{failed:?}");
    db.run("delete from dragonfly.idempotency_keys where msg_id = 0");
    assert!(
        db.install()
            .contains(&"added constraint idempotency_keys_pk on dragonfly.idempotency_keys".into())
    );
    roles::everything_works(&db);
}

/// The ledger de-duplicates by its key, whatever else the application identifies rows by.
#[test]
fn a_ledger_with_a_surrogate_key_still_de_duplicates() {
    let shape =
        "id bigserial primary key, queue text, key text, msg_id bigint, retained_since timestamptz";
    let db = beside(&ledger(shape, ""));
    adopt::install(&db);
    let mut client = db.connect();
    let first = text(&mut client, "select queue_job('once', 'enrich')");
    assert_eq!(text(&mut client, "select queue_job('once', 'enrich')"), first);
    assert_eq!(text(&mut client, "select count(*) from pgmq.q_enrich"), "1");
}

/// A key that was there before its message's id was remembered must not keep a producer busy for ever.
#[test]
fn a_key_without_a_message_id_is_answered() {
    let db = beside(&ledger("queue text, key text, primary key (queue, key)", "('enrich', 'old')"));
    adopt::install(&db);
    let mut client = db.connect();
    client.batch_execute("set statement_timeout = '5s'").unwrap();
    for call in [
        "queue_job('old', 'enrich')",
        "queue_jobs('[{\"kind\": \"enrich\", \"idempotency_key\": \"old\"}]')",
    ] {
        if let Err(error) = client.batch_execute(&format!("select {call}")) {
            let code = error.code().map(|code| code.code().to_owned());
            assert_eq!(code.as_deref(), Some("55000"), "{call}: {error:?}");
        }
    }
    roles::everything_works(&db);
}

#[test]
fn another_object_under_the_name_must_be_renamed() {
    let view = adopt::Application {
        sql: "create schema dragonfly; create view dragonfly.settings as select 1 as one".into(),
        names: &["dragonfly.settings"],
    };
    for application in [
        view,
        settings("id int primary key, colour text", "(1, 'red')"),
        ledger("job text", "('x')"),
    ] {
        let db = beside(&application);
        let refusal = refused(&db);
        assert!(refusal.message.contains(application.names[0]), "{refusal:?}");
        assert!(refusal.hint.contains("Rename it"), "{refusal:?}");
    }
}

#[test]
fn owner_row_security_grants_rows_and_own_columns_of_an_adopted_table_stay() {
    let shape =
        "queue text, key text, msg_id bigint, retained_since timestamptz, tenant text default 't',
                 primary key (queue, key)";
    let mut application = ledger(shape, "('enrich', 'old', 42, now(), 'mine')");
    application.sql += "grant select on dragonfly.idempotency_keys to reporting, authenticated;
         alter table dragonfly.idempotency_keys enable row level security;
         create policy tenants on dragonfly.idempotency_keys to reporting using (tenant = 'mine');";
    let db = beside(&application);
    adopt::install(&db);
    let state = "select concat_ws(' ', relowner::regrole, relrowsecurity, relforcerowsecurity,
                     has_table_privilege('reporting', oid, 'select'),
                     has_table_privilege('authenticated', oid, 'select'))
                 from pg_class where oid = 'dragonfly.idempotency_keys'::regclass";
    assert_eq!(db.text(state), "application t f t t");
    assert_eq!(db.text("select tenant from dragonfly.idempotency_keys"), "mine");
    assert_eq!(db.text("select queue_job('old', 'enrich')"), "42");
    let mut client = db.connect();
    client
        .batch_execute("grant usage on schema dragonfly to reporting; set role reporting")
        .unwrap();
    assert_eq!(text(&mut client, "select key from dragonfly.idempotency_keys"), "old");
    let mut service = roles::session(&db, "service_role");
    service.batch_execute("select dragonfly.purge_idempotency_keys()").unwrap();
    assert_ne!(text(&mut service, "select queue_job('new', 'enrich')"), "42");
}

#[test]
fn a_table_renamed_as_the_hint_says_does_not_block_its_successor() {
    let db = beside(&settings("id int primary key, colour text", "(1, 'red')"));
    refused(&db);
    db.run("alter table dragonfly.settings rename to colours");
    adopt::install(&db);
    assert_eq!(db.text("select colour from dragonfly.colours"), "red");
    roles::everything_works(&db);
    db.run("alter table dragonfly.idempotency_keys rename to kept");
    if let Err(error) = db.connect().batch_execute("select dragonfly.install()") {
        let refused = crate::support::refusal::<()>(Err(error));
        assert_eq!(refused.code, "55000", "{refused:?}");
        assert!(refused.hint.contains("idempotency_keys_pk"), "{refused:?}");
        return;
    }
    let index = "select count(*) from pg_indexes where tablename = 'idempotency_keys'
                 and indexdef like '%retained_since%'";
    assert_eq!(db.text(index), "1");
    roles::everything_works(&db);
}
