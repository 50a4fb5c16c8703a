//! A server whose messages are not English: what functions answer instead of Postgres's own errors does not
//! depend on the language.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use dragonfly_tests::{Cluster, ClusterOptions, install, supabase_defaults};
use postgres::Client;
use tempfile::TempDir;

use crate::support::{Db, Refusal, refusal, text};

/// The German locale of a folder of its own: the machine need not have it.
fn german() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    let mut localedef = Command::new("localedef");
    localedef.args(["--inputfile=de_DE", "--charmap=UTF-8"]);
    let made = localedef.arg(folder.path().join("de_DE.UTF-8")).output().unwrap();
    assert!(made.status.success(), "{made:?}");
    folder
}

#[track_caller]
fn refused(client: &mut Client, call: &str, code: &str, message: &str) -> Refusal {
    let refused = refusal(client.batch_execute(call));
    assert_eq!((refused.code.as_str(), refused.message.as_str()), (code, message));
    refused
}

#[test]
fn a_server_that_speaks_german_gets_the_same_answers() {
    let locale = german();
    let options = ClusterOptions::default()
        .variable("LOCPATH", locale.path().to_str().unwrap())
        .setting("lc_messages", "de_DE.UTF-8");
    let cluster = Cluster::start(options);
    cluster.create_database("app");
    let db = Db { cluster: &cluster, name: "app".into() };
    let mut client = db.connect();
    supabase_defaults(&mut client);
    install(&mut client);
    let own = refusal(client.batch_execute("select 1 / 0"));
    assert_eq!(own.message, "Division durch Null", "the server speaks another language");

    client.batch_execute(SET_UP).unwrap();
    let log = "select log_call_outcome('00000000-0000-0000-0000-00000000000a',
                   '00000000-0000-0000-0000-000000000001', 'no_answer'";
    let conflict = refused(
        &mut client,
        &format!("{log})"),
        "23505",
        "log_call_outcome: a unique index of the application forbids this row",
    );
    assert!(conflict.hint.starts_with("DROP INDEX public.one_closed,"), "{conflict:?}");
    client.batch_execute("drop index one_closed").unwrap();
    refused(
        &mut client,
        &format!("{log}, follow_up_at => now() + interval '1 day')"),
        "55000",
        "log_call_outcome: the application's table public.plaintiff_tasks needs a value for court",
    );

    let judgment = text(&mut client, "select id from judgments");
    let case = text(&mut client, &format!("select open_enforcement_case({judgment}, null)"));
    let marshal = refused(
        &mut client,
        &format!("select queue_enforcement_action('{case}', 'marshal')"),
        "55000",
        "queue_enforcement_action: the application's type public.action_kind lacks marshal",
    );
    assert!(marshal.detail.starts_with("ungültiger Eingabewert"), "{marshal:?}");

    client.batch_execute("drop table dragonfly.idempotency_keys cascade").unwrap();
    let gone = "select queue_job('k', 'enrich')";
    refused(&mut client, gone, "55000", "queue_job: set-up is incomplete");
}

const SET_UP: &str = "
insert into plaintiffs (id, name) values ('00000000-0000-0000-0000-00000000000a', 'Ann');
insert into judgments (judgment_number, judgment_amount) values ('1', 100);
insert into plaintiff_tasks (id, plaintiff_id, kind, status) values
    ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000a', 'call', 'open'),
    ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-00000000000a', 'call', 'closed');
create unique index one_closed on plaintiff_tasks (plaintiff_id, kind, status);
alter table plaintiff_tasks add column court text not null default 'Kings';
alter table plaintiff_tasks alter column court drop default;
drop view v_enforcement_timeline cascade;
create type action_kind as enum ('bank_levy', 'garnishment');
do $$ declare it text; begin
    for it in select conname from pg_constraint
        where conrelid = 'enforcement_actions'::regclass and contype = 'c'
          and pg_get_constraintdef(oid) like '%action_type%' loop
        execute format('alter table enforcement_actions drop constraint %I', it);
    end loop;
end $$;
alter table enforcement_actions alter column action_type type action_kind using action_type::action_kind;
grant usage on type action_kind to public;
";

#[test]
fn an_undefined_column_of_an_applications_own_trigger_is_the_triggers_error() {
    let db = crate::support::database(crate::support::From::Installed);
    db.run(
        "create function public.theirs() returns trigger language plpgsql as
             $$ begin perform stage from public.plaintiffs; return new; end $$;
         create trigger theirs before insert on public.plaintiffs
             for each row execute function public.theirs();
         create trigger theirs before insert on public.content_jobs
             for each row execute function public.theirs()",
    );
    let refused = refusal(db.connect().batch_execute("select create_content_job('article')"));
    assert_eq!(refused.code, "42703", "{refused:?}");
    // A column of ours that is gone is another matter.
    db.run(
        "drop trigger theirs on public.content_jobs;
         alter table public.content_jobs drop column retry_delay_seconds cascade",
    );
    let refused = refusal(db.connect().batch_execute("select create_content_job('article')"));
    let answer = (refused.code.as_str(), refused.message.as_str());
    assert_eq!(answer, ("55000", "create_content_job: set-up is incomplete"));
}
