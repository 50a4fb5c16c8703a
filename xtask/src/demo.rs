//! `cargo xtask demo`: the documented examples, run and shown on a throw-away cluster.

use std::io::Write;
use std::process::Command;
use std::thread;
use std::time::Duration;

use anyhow::{Result, ensure};
use dragonfly_tests::{Caller, Cluster, ClusterOptions, Gateway, Rest, install, supabase_defaults};

use crate::{extension, setup};

/// Arguments of `demo`.
#[derive(clap::Args)]
pub struct Options {
    /// End after the examples instead of leaving everything running
    #[arg(long)]
    exit: bool,
    /// Postgres version
    #[arg(long, default_value_t = setup::DEFAULT_MAJOR, value_parser = clap::value_parser!(u32).range(setup::ALLOWED))]
    pg: u32,
}

const DATABASE: &str = "demo";

// The call of the queue's documentation, word for word.
const ENQUEUE: &str = r#"curl -X POST \
  "$SUPABASE_URL/rest/v1/rpc/queue_job" \
  -H "apikey: $SUPABASE_SERVICE_ROLE_KEY" \
  -H "Authorization: Bearer $SUPABASE_SERVICE_ROLE_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "idempotency_key": "doctor:ping",
    "kind": "enrich",
    "payload": {}
  }'"#;

/// What is said about a statement, and the statement.
type Example = (&'static str, &'static str);

const JOB: [Example; 4] = [
    ("A worker takes the job", "select jsonb_pretty(dequeue_job('enrich')) as job"),
    ("It is in flight", "select queue_job_status('enrich', 'doctor:ping')"),
    (
        "The worker is done",
        "select pgmq_delete('q_enrich', (queue_job_status('enrich', 'doctor:ping') ->> 'msg_id')::bigint)",
    ),
    ("Nothing is left", "select queue_job_status('enrich', 'doctor:ping')"),
];

const CASE: [Example; 10] = [
    (
        "A plaintiff with a judgment, and a call to make",
        "with plaintiff as (insert into plaintiffs (name, phone) values ('Ann Example', '555-0100') returning id),
     task as (insert into plaintiff_tasks (plaintiff_id, kind) select id, 'call' from plaintiff)
insert into judgments (id, case_number, judgment_amount, plaintiff_id) select 1, '24-CV-1', 52000, id from plaintiff",
    ),
    (
        "The call is logged: attempt, closed task, history, the next call",
        "select jsonb_pretty(log_call_outcome(plaintiff_id, id, 'reached', 'hot', 'wants to go on', now() + interval '2 days'))
from plaintiff_tasks",
    ),
    (
        "A case is opened",
        "select open_enforcement_case('{\"judgment_id\": 1, \"created_by\": \"ops\", \"collectability_score\": 82}')",
    ),
    (
        "It moves to a stage",
        "select set_enforcement_stage(jsonb_build_object('case_id', id, 'stage', 'bank_levy')) from enforcement_cases",
    ),
    (
        "A levy is under way",
        "select queue_enforcement_action(id, 'bank_levy', 'pending') from enforcement_cases",
    ),
    (
        "It is filed",
        "select log_enforcement_event(id, 'bank_levy_filed', document_path => 'levies/24-CV-1.pdf') from enforcement_cases",
    ),
    (
        "Money comes in",
        "select record_enforcement_payment(id, 1200.50, source => 'levy', idempotency_key => 'deposit:77') from enforcement_cases",
    ),
    (
        "The same deposit again books nothing",
        "select record_enforcement_payment(id, 1200.50, source => 'levy', idempotency_key => 'deposit:77') from enforcement_cases",
    ),
    ("The case is closed", "select close_enforcement_case(id, 'satisfied') from enforcement_cases"),
    (
        "Everything that belongs to it",
        "select item_kind, title, details from v_enforcement_timeline order by occurred_at, item_kind",
    ),
];

const RUN: [Example; 5] = [
    (
        "An application asks for a job",
        "insert into jobs (type, payload, user_id) values ('tech_rfp_report', '{\"package_id\": \"proj-12345\"}', 'user-123')",
    ),
    (
        "A worker claims it for five minutes",
        "select attempt_no, type, payload from claim_jobs(worker => 'demo')",
    ),
    (
        "It says how far it is",
        "select update_job_progress(id, '{\"overallPercentageCompletion\": 0.25}') from job_runs",
    ),
    ("It is done", "select complete_job_run(id, '{\"result\": {\"score\": 82}}') from job_runs"),
    ("The application reads where it stands", "select jsonb_pretty(get_job_status(id)) from jobs"),
];

const CONTENT: [Example; 5] = [
    (
        "A content job begins with research",
        "select create_content_job('article', p_payload => '{\"topic\": \"liens\"}')",
    ),
    (
        "A worker takes the stage",
        "select msg_id, message ->> 'stage' as stage, message -> 'payload' as payload from dequeue_stage('content')",
    ),
    (
        "It completes the stage, the next one is queued",
        "select complete_stage('content', msg_id, job_id, stage, '{\"sources\": 12}', 'outline') from content_job_stages",
    ),
    ("What is ready, what is in flight", "select * from get_content_stage_backlog()"),
    (
        "A dispatch cycle; calling workers from here takes pg_net",
        "select jsonb_pretty(dispatch_content_queue('manual')) as summary",
    ),
];

const DOCTOR: Example = ("The doctor", "select check_name, status, detail from dragonfly.doctor()");

/// The demo's parts, in the order in which they end.
struct Stack {
    gateway: Gateway,
    rest: Rest,
    cluster: Cluster,
}

/// Runs the demo.
pub fn run(options: &Options) -> Result<()> {
    let server = setup::server(options.pg)?;
    // Without optimisation, which shows the same and is built in a third of the time.
    extension::install_changed(&server, extension::Profile::Debug)?;
    let stack = start(ClusterOptions { server: Some(server), ..ClusterOptions::default() });
    show_examples(&stack)?;
    if !options.exit {
        print_addresses(&stack);
        wait_for_interrupt();
    }
    Ok(())
}

fn start(options: ClusterOptions) -> Stack {
    let cluster = Cluster::start(options.cron(DATABASE));
    cluster.create_database(DATABASE);
    let mut client = cluster.connect(DATABASE, "postgres");
    supabase_defaults(&mut client);
    if cluster.server.has_library("pg_cron") {
        let _ = client.batch_execute("create extension pg_cron");
    }
    println!("\n# create extension dragonfly_queue cascade;");
    install(&mut client);
    let rest = Rest::start(&cluster, DATABASE);
    let gateway = Gateway::start(&rest.url);
    Stack { gateway, rest, cluster }
}

fn show_examples(stack: &Stack) -> Result<()> {
    enqueue(stack, "A producer enqueues over HTTP")?;
    enqueue(stack, "The same key again: the same id, and no second message")?;
    let examples = JOB.into_iter().chain(CASE).chain(CONTENT).chain(RUN).chain([DOCTOR]);
    for (about, statement) in examples {
        println!("\n-- {about}\n{DATABASE}=# {statement};");
        println!("{}", stack.cluster.psql(DATABASE, "postgres", statement).ok().trim_end());
    }
    Ok(())
}

fn enqueue(stack: &Stack, about: &str) -> Result<()> {
    println!("\n# {about}\n$ {ENQUEUE}");
    std::io::stdout().flush()?;
    let script = ENQUEUE.replacen("curl", "curl --silent --show-error --fail-with-body", 1);
    let mut command = Command::new("sh");
    command.args(["-c", &script]).env("SUPABASE_URL", &stack.gateway.url);
    let status = command.env("SUPABASE_SERVICE_ROLE_KEY", service_key(stack)).status()?;
    println!();
    ensure!(status.success(), "the call failed");
    Ok(())
}

fn service_key(stack: &Stack) -> String {
    stack.rest.token(Caller::Role("service_role")).unwrap_or_default()
}

fn print_addresses(stack: &Stack) {
    let database_url = stack.cluster.url(DATABASE, "postgres");
    println!("\nRunning until Ctrl-C. In another terminal:\n");
    println!("export SUPABASE_URL={}", stack.gateway.url);
    println!("export SUPABASE_SERVICE_ROLE_KEY={}", service_key(stack));
    println!("export DATABASE_URL={database_url}");
    println!("{} {database_url}", stack.cluster.server.program("psql").display());
    println!("PostgREST itself: {}", stack.rest.url);
}

/// Ctrl-C ends this process; the reapers of the harness then end the servers.
fn wait_for_interrupt() {
    loop {
        thread::sleep(Duration::from_hours(1));
    }
}
