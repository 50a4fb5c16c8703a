//! Claiming and completing jobs: among a million that are finished, against none.

use anyhow::Result;

use super::contest::{self, Contender, Rules};
use super::effort::Effort;
use super::figure::{Figure, Target};
use super::pgbench::{CLIENTS, Length};
use super::place::Place;

const FULL: &str = "jobs_full";
const NONE: &str = "jobs_none";
const WAITING: u32 = 1000;

/// Past the triggers, which would queue each job and take it out again.
const FINISHED: &str = "
create function bench.finish(count bigint) returns void language plpgsql
set session_replication_role = replica as $$
begin
    insert into public.jobs (id, type, payload, user_id, created_at)
    select md5('job ' || n)::uuid, 'tech_rfp_report', jsonb_build_object('package_id', 'proj-' || n),
        'user-' || n % 1000, timestamp '2026-01-01' + make_interval(secs => n)
    from generate_series(1, count) as n;
    insert into public.job_runs (id, job_id, status, progress, started_at, completed_at)
    select md5('run ' || n)::uuid, md5('job ' || n)::uuid, 'completed', '{}', now(), now()
    from generate_series(1, count) as n;
    insert into public.job_artifacts (run_id, artifact_type, data)
    select md5('run ' || n)::uuid, 'result', jsonb_build_object('score', n) from generate_series(1, count) as n;
end $$;
create function bench.wait(count integer) returns void language sql as $$
    delete from public.jobs where id in (select job_id from dragonfly.job_queue);
    truncate dragonfly.job_queue;
    insert into public.jobs (type, payload)
    select 'tech_rfp_report', jsonb_build_object('package_id', 'proj-' || n) from generate_series(1, count) as n $$;";

/// Each run begins with a thousand that wait and ends before they are used up. Neither side starts with the
/// dead rows of the run before: vacuum is off. No checkpoint between the runs: after one, the first change of each
/// page writes the whole page to the log, and a run of 600 jobs meets hardly a page twice.
pub fn measure(place: &Place, effort: &Effort) -> Result<Vec<Figure>> {
    fill(place, FULL, effort.finished_jobs)?;
    fill(place, NONE, 0)?;
    let left = WAITING - CLIENTS * effort.transactions;
    let after: &str = format!("select count(*) = {left} from dragonfly.job_queue").leak();
    let contender = |name, database, before| Contender {
        name,
        database,
        script: "claim_job.sql",
        before,
        after,
    };
    let contenders = [
        contender("among finished", FULL, "select bench.wait(1000)"),
        contender("none finished", NONE, "truncate public.jobs cascade; select bench.wait(1000)"),
    ];
    let length = Length::Transactions(effort.transactions);
    let rules = Rules { rounds: effort.rounds, length, sync_commit: false, checkpoint: false };
    let scores = contest::hold(place, &contenders, &rules)?.counting(1, "jobs/s");
    let label = format!(
        "claim_jobs, complete_job_run among {} finished ÷ none finished",
        effort.finished_jobs
    );
    Ok(vec![scores.figure(&label, "among finished", "none finished", Target::AtLeast(0.8))?])
}

fn fill(place: &Place, database: &'static str, finished: u64) -> Result<()> {
    eprintln!("  filling {database} with {finished} finished jobs");
    place.add_database(database)?;
    let mut client = place.connect(database)?;
    client.batch_execute(FINISHED)?;
    client.execute("select bench.finish($1)", &[&i64::try_from(finished)?])?;
    client.batch_execute("vacuum analyze")?;
    client.batch_execute("checkpoint")?;
    Ok(())
}
