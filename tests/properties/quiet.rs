//! What callers must not notice: transaction ids of a doctor who only looks, others' locks, our insides.

use dragonfly_tests::{Cluster, ClusterOptions, install, supabase_defaults};

use crate::support::{Db, From, NOTHING, database, doctor, refusal, text};

#[test]
fn the_doctor_takes_no_transaction_id_so_he_works_on_a_standby() {
    let db = database(From::Live);
    let mut client = db.connect();
    client.batch_execute("begin").unwrap();
    assert!(!doctor(&mut client).is_empty());
    assert_eq!(text(&mut client, "select pg_current_xact_id_if_assigned() is null"), "t");
    client.batch_execute("rollback").unwrap();
}

#[test]
fn an_advisory_lock_that_anybody_may_take_does_not_hold_up_the_installer() {
    let db = database(From::Installed);
    let mut stranger = db.connect_as("application");
    stranger
        .batch_execute("select pg_advisory_lock(hashtextextended('dragonfly_queue.install', 0))")
        .unwrap();
    let mut client = db.connect();
    client.batch_execute("set statement_timeout = '60s'").unwrap();
    assert_eq!(
        crate::support::texts(&mut client, "select action from dragonfly.install()"),
        NOTHING
    );
    drop(stranger);
}

#[test]
fn no_error_carries_a_back_trace_whatever_the_servers_environment_asks_for() {
    let options = ClusterOptions::default()
        .variable("RUST_BACKTRACE", "1")
        .variable("RUST_LIB_BACKTRACE", "full");
    let cluster = Cluster::start(options);
    cluster.create_database("app");
    let db = Db { cluster: &cluster, name: "app".into() };
    supabase_defaults(&mut db.connect());
    install(&mut db.connect());
    let mut client = db.connect();
    for call in [
        "select public.queue_job('k', 'nothing')",
        "select public.queue_job('k', 'enrich', '{}', -5)",
        "select public.dequeue_jobs('enrich', 0, 0)",
        "drop table dragonfly.idempotency_keys cascade; select public.queue_job('k', 'enrich')",
    ] {
        let refused = refusal(client.batch_execute(call));
        assert!(!refused.detail.contains("backtrace"), "{call}: {refused:?}");
        assert!(!refused.detail.contains(".rs"), "{call}: {refused:?}");
    }
}
