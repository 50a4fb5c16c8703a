//! What the real `pg_cron` runs as a superuser makes nobody mightier.

use std::time::Duration;

use dragonfly_tests::{Cluster, ClusterOptions, wait};

use crate::roles;
use crate::support::Db;

/// A minute's job, and a minute for `pg_cron` to notice it.
const PATIENCE: Duration = Duration::from_secs(150);
const RUNS: &str =
    "select exists (select from cron.job_run_details as run join cron.job using (jobid)
    where jobname = 'planperfect-content-queue-dispatcher' and run.status = 'STATUS')";

/// A table of staged content whose owner hangs a deferred trigger on it once everything is installed.
const APPLICATION: &str = "
grant create, usage on schema public to application;
create table public.content_jobs (id uuid primary key default gen_random_uuid(), status text default 'queued', stage text default 'research');
create table public.content_job_stages (job_id uuid references content_jobs (id), stage text, status text default 'queued', primary key (job_id, stage));
insert into public.content_jobs (id, status) values ('00000000-0000-0000-0000-0000000000aa', 'processing');
alter table public.content_jobs owner to application;
alter table public.content_job_stages owner to application;";

const TRAP: &str = "
create function public.grasp() returns trigger language plpgsql as $$
begin
    begin
        perform set_config('role', 'none', true);
        execute 'alter role application superuser';
    exception when others then null;
    end;
    return null;
end $$;
create constraint trigger grasp after update on public.content_job_stages
deferrable initially deferred for each row execute function public.grasp();
insert into public.content_job_stages (job_id, stage, status, last_dequeued_at, available_at)
values ('00000000-0000-0000-0000-0000000000aa', 'research', 'processing', now() - interval '2 hours',
        now() - interval '2 hours')";

#[test]
fn a_superusers_minute_refuses_the_deferred_trigger_of_a_tables_owner() {
    let mut cluster = Cluster::start(ClusterOptions::default().cron("app"));
    cluster.create_database("app");
    roles::prepare_application(&cluster);
    Db { cluster: &cluster, name: "app".into() }.run(&format!(
        "create extension pg_cron; create extension pgmq; {APPLICATION}
         create extension dragonfly_queue; select from dragonfly.install()"
    ));
    // A launcher that began without its extension takes no notice of jobs for some time.
    cluster.restart();
    let app = Db { cluster: &cluster, name: "app".into() };
    let happens =
        |status: &str| wait::until(PATIENCE, || app.text(&RUNS.replace("STATUS", status)) == "t");
    assert!(happens("succeeded"), "pg_cron does not run the dispatcher");
    app.connect_as("application").batch_execute(TRAP).unwrap();
    assert!(happens("failed"), "the deferred trigger was not refused");
    let mighty = "select rolsuper from pg_roles where rolname = 'application'";
    assert_eq!(app.text(mighty), "f");
}
