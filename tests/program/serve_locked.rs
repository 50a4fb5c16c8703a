//! `dragonfly serve` in front of a database that does not answer, because somebody holds a lock.

use std::time::Duration;

use dragonfly_tests::{Rest, wait};

use crate::dragonfly::Database;
use crate::serve::{KEY, Served};

/// Sessions of ours that run a statement.
const AT_WORK: &str = "
    select count(*) from pg_stat_activity
    where application_name = 'dragonfly' and datname = current_database() and state = 'active'";

#[test]
fn a_query_that_was_given_up_ends_in_the_server() {
    let mut database = Database::new();
    let mut other = database.connect();
    let served = Served::by(&database.operator());
    let mut holder = other.transaction().unwrap();
    holder.batch_execute("lock table pgmq.q_enrich").unwrap();
    for _ in 0..3 {
        assert_eq!(served.get("/metrics").0, 503);
        // Whatever waits there, the database itself is well.
        assert_eq!(served.get("/health/db").0, 200);
    }
    assert!(wait::until(Duration::from_secs(30), || database.one::<i64>(AT_WORK) == 0));
    holder.rollback().unwrap();
    assert!(wait::until(Duration::from_secs(30), || served.get("/metrics").0 == 200));
}

#[test]
fn a_dispatch_that_waits_for_a_lock_gives_up() {
    let database = Database::new();
    let mut other = database.connect();
    let operator = database.operator().variable("SUPABASE_SERVICE_ROLE_KEY", KEY);
    let served = Served::by(&operator);
    let mut holder = other.transaction().unwrap();
    holder.batch_execute("lock table public.content_job_stages").unwrap();
    assert_eq!(served.dispatch(Some(KEY)).0, 503);
    assert!(served.running.said("error: ").contains("lock timeout"));
    holder.rollback().unwrap();
    assert_eq!(served.dispatch(Some(KEY)).0, 200);
}

#[test]
fn clients_that_ask_at_the_same_time_share_one_look() {
    let mut database = Database::new();
    // Every look is counted, and waits for the queue.
    database.execute(
        "create sequence public.looks;
         create or replace function workers.queue_states() returns table (
             queue_name text, depth bigint, in_flight bigint, retrying bigint, delayed bigint,
             oldest_message_age_seconds bigint
         )
         language sql as $$
             select 'enrich', nextval('public.looks'), count(*), 0::bigint, 0::bigint, 0::bigint
             from pgmq.q_enrich
         $$",
    );
    let served = Served::by(&database.operator());
    let url = &served.url;
    let mut other = database.connect();
    let mut holder = other.transaction().unwrap();
    holder.batch_execute("lock table pgmq.q_enrich").unwrap();
    std::thread::scope(|scope| {
        let ask = || Rest::agent_get(&format!("{url}/metrics")).status;
        let asking: Vec<_> = (0..20).map(|_| scope.spawn(ask)).collect();
        assert!(wait::until(Duration::from_secs(30), || database.one::<i64>(AT_WORK) == 1));
        holder.rollback().unwrap();
        for client in asking {
            assert_eq!(client.join().unwrap(), 200);
        }
    });
    // One, unless this machine takes seconds for twenty requests.
    assert!(database.one::<i64>("select last_value from public.looks") < 10);
}
