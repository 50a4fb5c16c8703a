//! Nothing that stands in the database before CREATE EXTENSION is run by the superuser who runs it.

use crate::support::{Db, From, database, refusal};

const PLANTED: &str = "
create function dragonfly.format(t text, f regprocedure) returns text language plpgsql as $$
begin
    begin execute 'alter role installer superuser'; exception when others then null; end;
    return pg_catalog.format(t, f);
end $$;";
const MIGHTY: &str = "select rolsuper from pg_roles where rolname = 'installer'";

/// A database that belongs to `installer`, who is not a superuser.
fn owned(from: From) -> Db<'static> {
    let db = database(from);
    db.run(&format!("alter database {} owner to installer", db.name));
    db
}

#[test]
fn a_schema_of_the_database_s_owner_is_refused_by_name() {
    let db = owned(From::Pgmq);
    db.connect_as("installer").batch_execute("create schema dragonfly").unwrap();
    let refused = db.refused("create extension dragonfly_queue");
    assert_eq!(refused.code, "55000");
    assert_eq!(refused.detail, "owner is installer");
    assert!(refused.hint.starts_with("ALTER SCHEMA dragonfly OWNER TO"), "{refused:?}");
    db.run("alter schema dragonfly owner to postgres; create extension dragonfly_queue");
    assert_eq!(db.unwell(), []);
}

#[test]
fn what_was_planted_in_the_schema_is_refused_and_runs_at_no_time() {
    let db = owned(From::Pgmq);
    db.connect_as("installer")
        .batch_execute(&format!("create schema dragonfly; {PLANTED}"))
        .unwrap();
    assert_eq!(db.refused("create extension dragonfly_queue").code, "55000");
    db.run("alter schema dragonfly owner to postgres");
    let refused = db.refused("create extension dragonfly_queue");
    assert_eq!(refused.code, "55000");
    assert!(refused.detail.contains("function dragonfly.format("), "{refused:?}");
    // A look at it and the hint later the way is free.
    db.run("drop function dragonfly.format(text, regprocedure); create extension dragonfly_queue");
    assert_eq!(db.text(MIGHTY), "f");
    assert_eq!(db.unwell(), []);
}

#[test]
fn operators_and_types_in_the_schema_are_refused_too() {
    for (object, sql) in [
        (
            "operator dragonfly.=",
            "create operator dragonfly.= (leftarg = name, rightarg = name, function = pg_catalog.nameeq)",
        ),
        ("type dragonfly.regprocedure", "create domain dragonfly.regprocedure as text"),
        ("composite type dragonfly.pair", "create type dragonfly.pair as (a text, b text)"),
    ] {
        let db = database(From::Pgmq);
        db.run(&format!("create schema dragonfly; {sql}"));
        let refused = db.refused("create extension dragonfly_queue");
        assert_eq!(refused.code, "55000", "{object}");
        assert!(
            refused.detail.contains(object.split('.').next_back().unwrap()),
            "{object}: {refused:?}"
        );
    }
}

#[test]
fn a_schema_in_which_others_may_create_is_refused() {
    let db = database(From::Pgmq);
    db.run("create schema dragonfly; grant create on schema dragonfly to application, public");
    let refused = db.refused("create extension dragonfly_queue");
    assert_eq!(refused.code, "55000");
    assert!(refused.hint.starts_with("REVOKE CREATE ON SCHEMA dragonfly FROM"), "{refused:?}");
    db.run("revoke create on schema dragonfly from application, public; create extension dragonfly_queue");
    assert_eq!(db.unwell(), []);
}

#[test]
fn the_database_s_owner_as_a_member_of_the_owner_s_role_cannot_replace_our_functions() {
    let db = owned(From::Installed);
    db.run("create role deputy login; grant dragonfly_owner to deputy; grant create on schema public to deputy, dragonfly_owner");
    let replace =
        "create or replace function public.dispatch_content_queue(source text default 'manual')
         returns jsonb language plpgsql as $$ begin return null; end $$";
    for become_it in ["", "set role dragonfly_owner;"] {
        let refused =
            refusal(db.connect_as("deputy").batch_execute(&format!("{become_it} {replace}")));
        assert_eq!(refused.code, "42501", "{become_it}");
    }
    db.run("revoke create on schema public from deputy, dragonfly_owner; drop role deputy");
}

#[test]
fn row_security_that_is_off_does_not_get_in_the_way() {
    let db = database(From::Installed);
    db.run(
        "set row_security = off;
         insert into jobs (type, payload) values ('tech_rfp_report', '{\"package_id\": \"p\"}');
         select public.queue_job('k', 'enrich');
         select public.get_content_stage_backlog();
         select public.create_content_job('article');",
    );
    let dump = db.dump(&["--data-only", "--table=public.jobs"]);
    assert!(dump.contains("row_security = off"), "the dump is as it was");
    db.run("delete from public.jobs");
    db.run(&dump);
    assert_eq!(db.text("select count(*) from public.jobs"), "1");
}
