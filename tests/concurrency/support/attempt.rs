//! A statement that another session may make wait: it runs beside the test, which learns whether it is
//! blocked from the lock manager and not from the clock.

use std::panic::resume_unwind;
use std::thread::{self, JoinHandle};

use dragonfly_tests::wait;
use postgres::Client;

use super::{PATIENCE, Place};

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// It came to its end.
    Finished,
    /// It waits for these sessions.
    BlockedBy(Vec<i32>),
}

/// Work under way in a session of its own.
#[derive(Debug)]
pub struct Attempt<T> {
    place: Place,
    pid: i32,
    thread: JoinHandle<T>,
}

impl<T: Send + 'static> Attempt<T> {
    /// Starts `work` in a new session.
    pub fn start(place: &Place, work: impl FnOnce(&mut Client) -> T + Send + 'static) -> Self {
        let mut client = place.connect();
        let pid = pid(&mut client);
        let thread = thread::spawn(move || work(&mut client));
        Self { place: place.clone(), pid, thread }
    }

    /// Waits until it has finished or is blocked.
    #[track_caller]
    pub fn settle(&self) -> Settled {
        let mut observer = self.place.connect();
        let settled = wait::until_some(PATIENCE, || {
            if self.thread.is_finished() {
                return Some(Settled::Finished);
            }
            let row = observer.query_one("select pg_blocking_pids($1)", &[&self.pid]).unwrap();
            let pids: Vec<i32> = row.get(0);
            (!pids.is_empty()).then_some(Settled::BlockedBy(pids))
        });
        settled.expect("the attempt neither ends nor waits for a lock")
    }

    /// What it came to, when it has ended.
    pub fn outcome(self) -> T {
        self.thread.join().unwrap_or_else(|panic| resume_unwind(panic))
    }
}

/// Process id of a session's backend.
pub fn pid(client: &mut Client) -> i32 {
    client.query_one("select pg_backend_pid()", &[]).unwrap().get(0)
}

/// How `sql` fares while `holder`, an open transaction, keeps what it keeps.
#[track_caller]
pub fn fares(place: &Place, sql: &'static str) -> Settled {
    let attempt = Attempt::start(place, move |client| client.batch_execute(sql).unwrap());
    let settled = attempt.settle();
    if settled == Settled::Finished {
        attempt.outcome();
    }
    settled
}
