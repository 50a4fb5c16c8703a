//! Whoever owns a table that install() adopts gains nothing by what he hung on it.

use dragonfly_tests::{Cluster, ClusterOptions};

use crate::roles;
use crate::support::{Db, From, database};

/// A function that makes its owner a superuser, if it ever runs as one.
pub const GRASP: &str = "
create function public.grasp() returns trigger language plpgsql as $$
begin
    begin
        perform set_config('role', 'none', true);
        execute 'alter role application superuser';
    exception when others then null;
    end;
    return new;
end $$;
alter function public.grasp() owner to application;";
pub const MIGHTY: &str = "select rolsuper from pg_roles where rolname = 'application'";

/// Tables of staged content that belong to `application`.
pub const STAGED: &str = "
grant create, usage on schema public to application;
create table public.content_jobs (id uuid primary key default gen_random_uuid(), status text default 'queued', stage text default 'research');
create table public.content_job_stages (job_id uuid references content_jobs (id), stage text, status text default 'queued', primary key (job_id, stage));
insert into public.content_jobs (id, status) values ('00000000-0000-0000-0000-0000000000aa', 'processing');
alter table public.content_jobs owner to application;
alter table public.content_job_stages owner to application;";

/// A trigger of `application` that runs at commit, when the dispatcher takes a stage back.
pub const DEFERRED: &str = "
create constraint trigger grasp after update on public.content_job_stages
deferrable initially deferred for each row execute function public.grasp();";

/// The INSERT of a stage that the dispatcher takes back.
pub fn stalled(stage: &str) -> String {
    format!(
        "insert into public.content_job_stages (job_id, stage, status, last_dequeued_at, available_at)
         values ('00000000-0000-0000-0000-0000000000aa', '{stage}', 'processing',
                 now() - interval '2 hours', now() - interval '2 hours')"
    )
}

const LOOKUP: &str = "
grant create, usage on schema public to application;
create table public.enforcement_stage_lookup (stage text primary key, ordinal integer, description text);
alter table public.enforcement_stage_lookup owner to application;";

const CASES: &str = "
grant create, usage on schema public to application;
create table public.judgments (id bigint primary key, case_number text, judgment_amount numeric(10,2));
create table public.enforcement_cases (id uuid primary key, judgment_id bigint, status text, current_stage text);
insert into public.judgments values (1, 'C-1', 100);
insert into public.enforcement_cases
values ('00000000-0000-0000-0000-000000000001', 1, 'open', 'bank_levy');
alter table public.judgments owner to application;
alter table public.enforcement_cases owner to application;
create constraint trigger grasp after update on public.enforcement_cases
deferrable initially deferred for each row execute function public.grasp();";

#[test]
fn triggers_of_an_adopted_lookup_do_not_run_as_the_installer() {
    for (kind, when) in [("", "before"), ("constraint", "after")] {
        let db = database(From::Pgmq);
        let deferred = if kind.is_empty() { "" } else { "deferrable initially deferred" };
        db.run(&format!(
            "{GRASP} {LOOKUP}
             create {kind} trigger grasp {when} insert on public.enforcement_stage_lookup
             {deferred} for each row execute function public.grasp();
             create extension dragonfly_queue"
        ));
        let said = db.run("select from dragonfly.install()");
        assert_eq!(db.text(MIGHTY), "f", "{kind}");
        let skipped = said.contains("public.enforcement_stage_lookup has deferred triggers");
        assert_eq!(skipped, !kind.is_empty(), "{said}");
    }
}

#[test]
fn a_superusers_nightly_job_does_not_run_the_triggers_of_others() {
    let cluster = Cluster::start(ClusterOptions::default().cron("app"));
    cluster.create_database("app");
    let app = Db { cluster: &cluster, name: "app".into() };
    roles::prepare_application(&cluster);
    app.run(&format!("create extension pg_cron; create extension pgmq; {GRASP} {CASES}"));
    let said = app.run("create extension dragonfly_queue; select from dragonfly.install()");
    assert!(said.contains("job dragonfly-refresh-enforcement-metrics was not scheduled"), "{said}");
    let scheduled = "select count(*) from cron.job where command like '%refresh%'";
    assert_eq!(app.text(scheduled), "0");
    assert_eq!(app.text(MIGHTY), "f");
    // Once the trigger is gone it is scheduled.
    app.run("drop trigger grasp on public.enforcement_cases");
    app.run("select from dragonfly.install()");
    assert_eq!(app.text(scheduled), "1");
}
