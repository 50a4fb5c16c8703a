//! An application's event triggers fire inside CREATE EXTENSION too; what they make stays theirs.

use crate::support::{Db, From, NOTHING, database};
use crate::{catalogue, roles};

/// Enables RLS on every new table, as security guides advise.
const RLS: &str = r"
create function public.enable_rls() returns event_trigger language plpgsql as $$
declare command record;
begin
    for command in select * from pg_event_trigger_ddl_commands() where command_tag = 'CREATE TABLE' loop
        execute 'alter table ' || command.object_identity || ' enable row level security';
    end loop;
end $$;
create event trigger enable_rls on ddl_command_end when tag in ('CREATE TABLE', 'CREATE TABLE AS')
execute function public.enable_rls();
";

/// Keeps a log, and makes an audit table, a sequence, a view and a function beside every new table.
const AUDIT: &str = r"
create schema audit;
create table audit.log (id bigserial primary key, tag text, object text);
create function audit.follow() returns event_trigger language plpgsql as $$
declare command record; name text;
begin
    for command in select * from pg_event_trigger_ddl_commands() loop
        insert into audit.log (tag, object) values (command.command_tag, command.object_identity);
        name := replace(command.object_identity, '.', '_');
        if command.command_tag = 'CREATE TABLE' and command.schema_name <> 'audit' then
            execute format('create table audit.%I (id bigserial, old jsonb)', name);
            execute format('create view audit.%I as select * from audit.%I', name || '_v', name);
            execute format('create function audit.%I() returns int language sql as ''select 1''', name);
        end if;
    end loop;
end $$;
create event trigger follow on ddl_command_end execute function audit.follow();
";

/// Refuses nothing, but looks at everything that is dropped.
const DROPS: &str = r"
create table public.dropped (what text);
create function public.note_drop() returns event_trigger language plpgsql as $$
begin
    insert into public.dropped select object_identity from pg_event_trigger_dropped_objects();
end $$;
create event trigger note_drop on sql_drop execute function public.note_drop();
";

#[track_caller]
fn only_functions_are_members(db: &Db<'_>) {
    let strangers = db.texts(
        "select (pg_identify_object(classid, objid, objsubid)).identity from pg_depend
         join pg_extension on pg_extension.oid = refobjid
         where refclassid = 'pg_extension'::regclass and deptype = 'e' and extname = 'dragonfly_queue'
           and (classid <> 'pg_proc'::regclass or (pg_identify_object(classid, objid, objsubid)).schema = 'audit')",
    );
    assert_eq!(strangers, NOTHING);
}

#[track_caller]
fn lives_through_everything(db: &Db<'_>) {
    only_functions_are_members(db);
    assert_eq!(db.install(), NOTHING);
    roles::everything_works(db);
    let restored = crate::dump_restore::empty(db.cluster, &format!("{}_restored", db.name));
    restored.run(&db.dump(&[]));
    let rows = catalogue::difference(&catalogue::rows(db), &catalogue::rows(&restored));
    assert_eq!(rows, "");
    roles::everything_works(&restored);
    let tables = "select count(*) from pg_class where relkind in ('r', 'v')";
    let before = db.text(tables);
    db.run("drop extension dragonfly_queue");
    assert_eq!(db.text(tables), before);
    db.run("create extension dragonfly_queue");
    assert_eq!(db.install(), NOTHING);
    only_functions_are_members(db);
    roles::everything_works(db);
}

#[test]
fn a_trigger_that_enables_row_security_does_not_get_in_the_way() {
    let db = database(From::Pgmq);
    db.run(RLS);
    db.run("create extension dragonfly_queue");
    lives_through_everything(&db);
}

#[test]
fn what_an_audit_trigger_makes_is_no_member_and_stays_at_drop() {
    let db = database(From::Pgmq);
    db.run(AUDIT);
    db.run("create extension dragonfly_queue");
    let made = db.text("select count(*) from pg_class where relnamespace = 'audit'::regnamespace and relkind = 'r'");
    assert!(made.parse::<u32>().unwrap() >= 11, "the trigger did not fire: {made}");
    lives_through_everything(&db);
}

#[test]
fn triggers_on_drops_and_several_at_once_do_not_get_in_the_way() {
    let db = database(From::Pgmq);
    db.run(RLS);
    db.run(DROPS);
    db.run(AUDIT);
    db.run("create extension dragonfly_queue");
    lives_through_everything(&db);
}
