//! A consumer that waits for notifications.

use dragonfly_tests::wait;
use postgres::Client;

use super::listener::hears;
use super::{PATIENCE, Place, attempt};

/// Advisory locks of this database that no pg_advisory_* function made.
const LOCKS: &str = "select pid, classid::bigint, objid::bigint, objsubid::integer, mode
    from pg_locks
    where locktype = 'advisory' and objsubid not in (1, 2)
      and database = (select oid from pg_database where datname = current_database())";

/// A lock as pg_locks shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// Who holds it.
    pub pid: i32,
    /// First half of its key.
    pub classid: i64,
    /// Second half of its key.
    pub objid: i64,
    /// 1 and 2 are the locks of pg_advisory_lock.
    pub objsubid: i32,
    /// Lock mode.
    pub mode: String,
}

/// The locks of waiting sessions.
pub fn locks(place: &Place) -> Vec<Lock> {
    let lock = |row: &postgres::Row| Lock {
        pid: row.get(0),
        classid: row.get(1),
        objid: row.get(2),
        objsubid: row.get(3),
        mode: row.get(4),
    };
    place.connect().query(LOCKS, &[]).unwrap().iter().map(lock).collect()
}

/// Waits until no session waits any more: a lock goes when its backend has ended.
pub fn gone(place: &Place) -> bool {
    wait::until(PATIENCE, || locks(place).is_empty())
}

/// A session that listens.
pub struct Waiter {
    /// The session.
    pub client: Client,
    /// Its backend.
    pub pid: i32,
    place: Place,
}

impl Waiter {
    /// Listens, and waits for these kinds.
    pub fn of(place: &Place, kinds: &[&str]) -> Self {
        let mut client = place.connect_as("service_role");
        client.batch_execute("listen dragonfly_queue").unwrap();
        let pid = attempt::pid(&mut client);
        for kind in kinds {
            client.execute("select dragonfly.waiting($1)", &[kind]).unwrap();
        }
        Self { client, pid, place: place.clone() }
    }

    /// The payloads that have come since the last look.
    pub fn hears(&mut self) -> Vec<String> {
        hears(&mut self.client, &self.place, "dragonfly_queue")
    }
}
