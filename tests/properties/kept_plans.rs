//! Statements of hot calls are planned a few times and then no more: planning costs as much as running
//! them. Postgres plans anew, for ever, what looks cheaper with its arguments known (a LIMIT, an array).

use dragonfly_tests::cluster::SUPERUSER;

use crate::support::{From, database};

/// What a call needs, and the call.
const CALLS: &[(&str, &str)] = &[
    ("", "queue_job(md5(random()::text), 'enrich', '{}')"),
    (
        "select queue_job('job ' || n, 'enrich', '{}') from generate_series(1, 5000) as n",
        "dequeue_job('enrich')",
    ),
    (
        "select queue_job('job ' || n, 'enrich', '{}') from generate_series(1, 5000) as n",
        "pgmq_delete('enrich', (dequeue_job('enrich') ->> 'msg_id')::bigint)",
    ),
    (
        "select workers.enqueue('ingest_raw', one.envelope) from made_envelopes as one",
        "workers.poll('ingest_raw', '00000000-0000-4000-8000-000000000001', 1)",
    ),
    (
        "select workers.enqueue('ingest_raw', one.envelope) from made_envelopes as one",
        "workers.fail('ingest_raw',
             (select msg_id from workers.poll('ingest_raw', '00000000-0000-4000-8000-000000000001', 1)),
             '00000000-0000-4000-8000-000000000001', 'no')",
    ),
    (
        "select workers.enqueue('ingest_raw', one.envelope) from made_envelopes as one",
        "workers.fail('ingest_raw',
             (select msg_id from workers.poll('ingest_raw', '00000000-0000-4000-8000-000000000001', 1)),
             '00000000-0000-4000-8000-000000000001', 'no', false)",
    ),
    ("", "workers.is_job_processed('a')"),
    ("", "workers.complete_job('a')"),
    (
        "",
        "workers.heartbeat('00000000-0000-4000-8000-000000000001', 'ingest_raw', 'a', '1', 1, 'healthy')",
    ),
    (
        "select workers.enqueue('ingest_raw', one.envelope) from made_envelopes as one",
        "workers.succeed('ingest_raw',
             (select msg_id from workers.poll('ingest_raw', '00000000-0000-4000-8000-000000000001', 1)),
             '00000000-0000-4000-8000-000000000001')",
    ),
    (
        "select create_job('tech_rfp_report', '{\"package_id\": \"a\"}') from generate_series(1, 50)",
        "claim_jobs(null, 1)",
    ),
    (
        "select create_job('tech_rfp_report', '{\"package_id\": \"a\"}') from generate_series(1, 50)",
        "complete_job_run((select run_id from claim_jobs(array['tech_rfp_report'], 1)), '{\"result\": {}}')",
    ),
    (
        "select create_content_job('article', 'a@example.org', '{}') from generate_series(1, 50)",
        "dequeue_stage('content')",
    ),
    (
        "select create_content_job('article', 'a@example.org', '{}') from generate_series(1, 50)",
        "start_stage((taken.message ->> 'job_id')::uuid, taken.message ->> 'stage')
         from dequeue_stage_batch('content', 600, 1) as taken",
    ),
    (
        "select create_content_job('article', 'a@example.org', '{}') from generate_series(1, 50)",
        "complete_stage('content', taken.msg_id, (taken.message ->> 'job_id')::uuid, taken.message ->> 'stage', '{}')
         from dequeue_stage_batch('content', 600, 1) as taken",
    ),
    (
        "select queue_job('job ' || n, 'enrich', '{}') from generate_series(1, 5000) as n",
        "pgmq_delete_many('enrich', array[(dequeue_job('enrich') ->> 'msg_id')::bigint])",
    ),
];

const ENVELOPES: &str = "create temporary table made_envelopes as
    select jsonb_build_object('org_id', gen_random_uuid(), 'idempotency_key', 'key ' || n,
        'entity_type', 'judgment', 'entity_id', 'a', 'payload', jsonb_build_object('n', n)) as envelope
    from generate_series(1, 50) as n";

/// More than enough for Postgres to make up its mind.
const WARM: &str = "select 'execute hot' from generate_series(1, 20) \\gexec";
/// Autovacuum may have one of these calls plan once more.
const COUNTED: &str = "select 'execute hot' from generate_series(1, 10) \\gexec";

#[test]
fn hot_calls_are_not_planned_anew() {
    let mut anew = Vec::new();
    for (prepare, call) in CALLS {
        let script = format!(
            "{ENVELOPES};\n{prepare};\nprepare hot as select {call};\n{WARM}\n
             set client_min_messages = log;\nset log_planner_stats = on;\n{COUNTED}\n"
        );
        let db = database(From::Installed);
        let output = db.cluster.psql(&db.name, SUPERUSER, &script);
        let planned = output.stderr.matches("PLANNER STATISTICS").count();
        assert_eq!(output.status, 0, "{call}: {}", output.stderr);
        // The query that repeats the call is planned too.
        if planned > 5 {
            anew.push(format!("{call}: planned {planned} times"));
        }
    }
    assert!(anew.is_empty(), "{anew:#?}");
}

/// Who takes jobs, from which table, ordered by which index; and what fills that table.
const TAKING: &[(&str, &str, &str, &str)] = &[
    (
        "dequeue_job('enrich')",
        "pgmq.q_enrich",
        "pgmq.q_enrich_vt_idx",
        "select count(queue_job(md5(random()::text), 'enrich', '{}')) from generate_series(1, 5000)",
    ),
    (
        "workers.poll('ingest_raw', '00000000-0000-4000-8000-000000000001', 1)",
        "pgmq.q_ingest_raw",
        "pgmq.q_ingest_raw_vt_idx",
        "insert into pgmq.q_ingest_raw (vt, message) select now(), jsonb_build_object('org_id', gen_random_uuid(),
             'idempotency_key', gen_random_uuid(), 'entity_type', 'judgment', 'entity_id', 'a', 'payload',
             jsonb_build_object('n', n))
         from generate_series(1, 5000) as n",
    ),
    (
        "claim_jobs(array['tech_rfp_report'], 1)",
        "dragonfly.job_queue",
        "dragonfly.job_queue_waiting_idx",
        "insert into jobs (type, payload) select 'tech_rfp_report', '{\"package_id\": \"a\"}'
         from generate_series(1, 5000)",
    ),
    (
        "dequeue_stage('content')",
        "pgmq.q_content",
        "pgmq.q_content_vt_idx",
        "select count(create_content_job('article', 'a@example.org', '{}')) from generate_series(1, 3000)",
    ),
];

/// What statistics say of a table when its plan is made.
const STATES: [&str; 3] = [
    "",
    "analyze {table}",
    "{fill};\ndelete from {table} where ctid <> (select max(ctid) from {table});\nvacuum analyze {table}",
];

/// Warms the call of `prepare`, a script that ends with `prepare hot as …`, then runs `fill` and the call
/// once more; how many entries it read of the tables and indexes of `relations`.
fn entries_read(prepare: &str, fill: &str, relations: &[&str]) -> i64 {
    let read: Vec<_> = relations
        .iter()
        .map(|name| format!("pg_stat_get_xact_tuples_returned('{name}'::regclass)"))
        .collect();
    let looked_at = format!("select 'looked at', {}", read.join(" + "));
    let script =
        format!("{prepare};\n{WARM}\n{fill};\nbegin;\n{looked_at};\nexecute hot;\n{looked_at};\n");
    let db = database(From::Installed);
    let output = db.cluster.psql_with(&db.name, SUPERUSER, &script, &["-At"]).ok();
    let counts = output.lines().filter_map(|line| line.strip_prefix("looked at|"));
    let counts: Vec<i64> = counts.map(|count| count.parse().unwrap()).collect();
    let [before, after] = counts[..] else { panic!("{prepare}: {counts:?}") };
    after - before
}

/// A plan that was made for an empty queue, whose pages may still be there, serves a full one.
#[test]
fn a_queue_that_filled_up_is_not_read_as_a_whole() {
    for (call, table, index, fill) in TAKING {
        for state in STATES {
            let state = state.replace("{fill}", fill).replace("{table}", table);
            let prepare = format!("{state};\nprepare hot as select {call}");
            let read = entries_read(&prepare, fill, &[table, index]);
            assert!((1..100).contains(&read), "{call}, {state:?}: {read}");
        }
    }
}

/// Keys are looked up through their own index, also those of a queue that statistics do not know.
#[test]
fn a_key_of_a_queue_new_to_statistics_is_found_through_its_own_index() {
    let jobs = |queue: &str| {
        format!(
            "insert into workers.processed_jobs (idempotency_key, queue_name, job_id, status)
             select md5(n::text), '{queue}', n, 'completed' from generate_series(1, 5000) as n"
        )
    };
    let prepare = format!(
        "{ENVELOPES};\n{};\nanalyze workers.processed_jobs;
         select workers.enqueue('ingest_raw', envelope) from made_envelopes;
         prepare hot as select workers.succeed_many('ingest_raw', array[1, 2], gen_random_uuid())
             from workers.poll('ingest_raw', gen_random_uuid(), 1)",
        jobs("score_collectability")
    );
    let by_age = "workers.processed_jobs_created_at_idx";
    assert_eq!(entries_read(&prepare, &jobs("ingest_raw"), &[by_age]), 0);
}

/// The messages that the test counts do come.
#[test]
fn planning_is_seen() {
    let db = database(From::Bare);
    let script = "set client_min_messages = log;\nset log_planner_stats = on;\nselect 1;\n";
    let output = db.cluster.psql(&db.name, SUPERUSER, script);
    assert_eq!(output.stderr.matches("PLANNER STATISTICS").count(), 1, "{}", output.stderr);
}
