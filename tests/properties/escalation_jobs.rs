//! Nobody becomes a superuser through what a superuser's jobs call, whatever the owner of an adopted table
//! hangs on it after installation.

use dragonfly_tests::{Cluster, ClusterOptions};

use crate::escalation::{DEFERRED, GRASP, MIGHTY, STAGED, stalled};
use crate::roles;
use crate::support::{Db, From, database, refusal};

const HINT: &str = "A superuser's session may not leave deferred triggers behind: connect as a role that is not a superuser.";

/// A registry of workers that belongs to `application`.
const REGISTRY: &str = "
create schema workers;
grant usage on schema workers to application;
create table workers.processed_jobs (idempotency_key text, queue_name text, job_id bigint, status text, attempts integer default 1,
    created_at timestamptz default now(), primary key (idempotency_key, queue_name));
alter table workers.processed_jobs owner to application;";

fn stall(db: &Db<'_>, stage: &str) {
    db.connect_as("application").batch_execute(&stalled(stage)).unwrap();
}

fn adopted() -> Db<'static> {
    let db = database(From::Pgmq);
    db.run(&format!("{STAGED} {REGISTRY}"));
    db.run("create extension dragonfly_queue; select from dragonfly.install()");
    db
}

#[test]
fn a_deferred_trigger_hung_up_after_installation_is_refused_in_a_superusers_session() {
    let db = adopted();
    db.connect_as("application").batch_execute(&format!("{GRASP} {DEFERRED}")).unwrap();
    stall(&db, "research");
    let refused = db.refused("select public.dispatch_content_queue('cron')");
    assert_eq!((refused.code.as_str(), refused.hint.as_str()), ("42501", HINT));
    assert_eq!(db.text(MIGHTY), "f");
    // Whatever the session calls itself meanwhile: the trigger would take that back.
    for disguise in ["set role service_role", "set session authorization authenticator"] {
        let mut client = db.connect();
        client
            .batch_execute(
                "grant execute on function public.dispatch_content_queue(text) to authenticator",
            )
            .unwrap();
        let sql = format!("{disguise}; select public.dispatch_content_queue('cron')");
        assert_eq!(refusal(client.batch_execute(&sql)).code, "42501", "{disguise}");
        assert_eq!(db.text(MIGHTY), "f", "{disguise}");
    }
    // Where nothing can be gained it is the application's own affair.
    roles::session(&db, "service_role")
        .batch_execute("select public.dispatch_content_queue('cron')")
        .unwrap();
    assert_eq!(db.text(MIGHTY), "f");
}

#[test]
fn a_trigger_that_runs_with_our_rights_can_neither_alter_nor_replace_our_functions() {
    let db = adopted();
    for (place, ddl) in [
        "alter function public.dispatch_content_queue(text) security invoker",
        "alter function public.dispatch_content_queue(text) set search_path = public",
        "create or replace function public.dispatch_content_queue(source text default 'manual') returns jsonb language sql as 'select null::jsonb'",
        "drop function public.dispatch_content_queue(text)",
    ]
    .into_iter()
    .enumerate()
    {
        db.connect_as("application")
            .batch_execute(&format!(
                "create or replace function public.turn() returns trigger language plpgsql as $turn$
                 begin
                     if current_user = 'dragonfly_owner' then
                         execute $ddl$ {ddl} $ddl$;
                         raise exception 'it was allowed';
                     end if;
                     return new;
                 end $turn$;
                 drop trigger if exists turn on public.content_job_stages;
                 create trigger turn before update on public.content_job_stages
                 for each row execute function public.turn();"
            ))
            .unwrap();
        stall(&db, &format!("stage {place}"));
        let refused = db.refused("select public.dispatch_content_queue('cron')");
        let not_the_owner = refused.message.contains("must be owner")
            || refused.message.contains("permission denied");
        assert!(refused.code == "42501" && not_the_owner, "{ddl}: {refused:?}");
    }
    db.connect_as("application")
        .batch_execute("drop trigger turn on public.content_job_stages")
        .unwrap();
    db.run("select public.dispatch_content_queue('cron')");
    let functions = db.unwell().into_iter().find(|finding| finding.check == "functions");
    assert_eq!(functions, None);
}

#[test]
fn a_deferred_trigger_on_the_registry_does_not_run_as_the_hourly_purge() {
    let db = adopted();
    db.connect_as("application")
        .batch_execute(&format!(
            "{GRASP} create constraint trigger grasp after delete on workers.processed_jobs
             deferrable initially deferred for each row execute function public.grasp();
             insert into workers.processed_jobs (idempotency_key, queue_name, job_id, status, created_at)
             values ('old', 'ingest_raw', 1, 'completed', now() - interval '90 days')"
        ))
        .unwrap();
    let refused = db.refused("select dragonfly.purge_idempotency_keys(1000000)");
    assert_eq!((refused.code.as_str(), refused.hint.as_str()), ("42501", HINT));
    assert_eq!(db.text(MIGHTY), "f");
}

fn with_cron(cluster: &Cluster) -> Db<'_> {
    cluster.create_database("app");
    roles::prepare_application(cluster);
    let db = Db { cluster, name: "app".into() };
    db.run("create extension pg_cron; create extension pgmq");
    db.run(&format!("{STAGED} {REGISTRY}"));
    db
}

#[test]
fn a_purge_that_would_meet_deferred_triggers_is_not_scheduled_for_a_superuser() {
    let cluster = Cluster::start(ClusterOptions::default().cron("app"));
    let db = with_cron(&cluster);
    db.run(GRASP);
    db.run(
        "create constraint trigger grasp after delete on workers.processed_jobs
         deferrable initially deferred for each row execute function public.grasp()",
    );
    let said = db.run("create extension dragonfly_queue; select from dragonfly.install()");
    assert!(said.contains("job dragonfly-purge-idempotency-keys was not scheduled"), "{said}");
    assert_eq!(db.text("select count(*) from cron.job where jobname like '%purge%'"), "0");
}

/// Runs what `pg_cron` runs, as it does: as the superuser who scheduled it, with his own search path.
fn run_jobs(db: &Db<'_>) -> String {
    let jobs = db.texts("select command from cron.job where database = current_database()");
    assert_eq!(jobs.len(), 3);
    jobs.iter().map(|job| db.run(job)).collect()
}

#[test]
fn jobs_left_after_drop_extension_call_nothing_that_others_put_there() {
    let cluster = Cluster::start(ClusterOptions::default().cron("app"));
    let db = with_cron(&cluster);
    db.run("create extension dragonfly_queue; select from dragonfly.install()");
    assert_eq!(run_jobs(&db), "");
    db.run("drop extension dragonfly_queue; grant create, usage on schema public, dragonfly to application");
    for signature in [
        "public.dispatch_content_queue(source text default 'manual') returns jsonb",
        "public.refresh_enforcement_metrics() returns jsonb",
        "dragonfly.purge_idempotency_keys(max_rows integer default 1) returns bigint",
    ] {
        db.connect_as("application")
            .batch_execute(&format!(
                "create function {signature} language plpgsql as
                 $$ begin execute 'alter role application superuser'; return null; end $$"
            ))
            .unwrap();
    }
    let said = run_jobs(&db);
    for name in [
        "dispatch_content_queue(text)",
        "refresh_enforcement_metrics()",
        "purge_idempotency_keys(integer)",
    ] {
        assert!(said.contains(&format!("{name} is not the function of extension")), "{said}");
    }
    assert_eq!(db.text(MIGHTY), "f");
}

#[test]
fn a_function_that_was_replaced_is_neither_called_by_the_job_nor_mended() {
    let cluster = Cluster::start(ClusterOptions::default().cron("app"));
    let db = with_cron(&cluster);
    db.run("create extension dragonfly_queue; select from dragonfly.install()");
    db.run(
        "create or replace function public.refresh_enforcement_metrics() returns jsonb language plpgsql
         as $$ begin execute 'alter role application superuser'; return null; end $$;",
    );
    let said = run_jobs(&db);
    assert!(said.contains("refresh_enforcement_metrics() is not the function"), "{said}");
    assert_eq!(db.text(MIGHTY), "f");
    let refused = db.refused("select dragonfly.install()");
    assert_eq!(refused.code, "55000");
    assert_eq!(refused.detail, "public.refresh_enforcement_metrics()");
    assert!(refused.hint.contains("DROP EXTENSION"), "{refused:?}");
}
