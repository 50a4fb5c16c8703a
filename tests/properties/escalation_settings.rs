//! A setting that a trigger or a policy of an adopted table leaves behind decides nothing outside of it: not which
//! function the superuser's next statement calls.

use crate::escalation::MIGHTY;
use crate::support::{Db, From, database};

/// Schema `evil` with what stands in for names of `pg_catalog`, and makes its owner a superuser when it may.
const EVIL: &str = "
create schema evil authorization application;
grant create, usage on schema public to application;
set role application;
create function evil.grasp() returns void language plpgsql as $$
begin
    execute 'alter role application superuser';
exception when others then null;
end $$;
create function evil.to_regclass(name text) returns regclass language plpgsql as $$
begin
    perform evil.grasp();
    return pg_catalog.to_regclass(name);
end $$;
create function evil.taken() returns boolean language plpgsql as $$ begin perform evil.grasp(); return true; end $$;
create view evil.pg_extension as select * from pg_catalog.pg_extension where evil.taken();
create function public.poison() returns trigger language plpgsql as $$
begin
    perform pg_catalog.set_config('search_path', 'evil, pg_catalog', false);
    return null;
end $$;
create function evil.pol() returns boolean language plpgsql as $$
begin
    perform pg_catalog.set_config('search_path', 'evil, pg_catalog', false);
    return true;
end $$;
grant usage on schema evil to public;
reset role;";

fn adopted() -> Db<'static> {
    let db = database(From::Pgmq);
    db.run(
        "create table public.content_stage_config (stage text primary key);
         alter table public.content_stage_config owner to application",
    );
    db.run("create extension dragonfly_queue; select from dragonfly.install()");
    db.run(EVIL);
    db
}

#[test]
fn a_search_path_that_a_trigger_sets_does_not_outlive_it_in_install() {
    let db = adopted();
    db.connect_as("application")
        .batch_execute(
            "create trigger poison before insert on public.content_stage_config
             for each statement execute function public.poison()",
        )
        .unwrap();
    let mut superuser = db.connect();
    superuser.batch_execute("set search_path = public").unwrap();
    superuser.batch_execute("select from dragonfly.install()").unwrap();
    let path: String = superuser.query_one("show search_path", &[]).unwrap().get(0);
    assert_eq!((path.as_str(), db.text(MIGHTY).as_str()), ("public", "f"));
}

#[test]
fn a_search_path_that_a_policy_sets_does_not_outlive_it_in_doctor_and_drop_queue() {
    let db = adopted();
    db.run("select workers.create_queue('gone')");
    db.run(
        "alter table workers.dead_letter_log owner to application;
         grant select, insert, update, delete on workers.dead_letter_log to dragonfly_owner;
         grant usage on schema workers to application",
    );
    db.connect_as("application")
        .batch_execute(
            "create policy poison on workers.dead_letter_log as restrictive using (evil.pol());
             create trigger poison before delete on workers.dead_letter_log
             for each statement execute function public.poison()",
        )
        .unwrap();
    db.run("insert into workers.dead_letter_log (original_queue, error_message) values ('enrich', 'x')");
    let mut superuser = db.connect();
    superuser.batch_execute("set search_path = public; set datestyle = 'ISO, YMD'").unwrap();
    for call in ["select from dragonfly.doctor()", "select workers.drop_queue('gone')"] {
        superuser.batch_execute(call).unwrap();
        let path: String = superuser.query_one("show search_path", &[]).unwrap().get(0);
        assert_eq!((path.as_str(), db.text(MIGHTY).as_str()), ("public", "f"), "{call}");
    }
}

/// An error that a caller of ours catches leaves the settings of the caller, too.
#[test]
fn settings_are_the_callers_again_after_an_error_that_was_caught() {
    let db = database(From::Installed);
    let mut client = db.connect();
    client
        .batch_execute(
            "set search_path = public; set work_mem = '7MB';
             do $$ begin
                 for n in 1..3 loop
                     begin
                         perform queue_job('{}'::jsonb);
                     exception when others then null;
                     end;
                     perform queue_job('{\"kind\": \"enrich\", \"idempotency_key\": \"k\"}'::jsonb);
                 end loop;
             end $$",
        )
        .unwrap();
    for (setting, expected) in
        [("search_path", "public"), ("work_mem", "7MB"), ("row_security", "on")]
    {
        let value: String = client.query_one(&format!("show {setting}"), &[]).unwrap().get(0);
        assert_eq!(value, expected, "{setting}");
    }
}
