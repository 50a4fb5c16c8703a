//! A consumer that waits for notifications.

use dragonfly_tests::wait;
use postgres::Client;
use postgres::fallible_iterator::FallibleIterator;

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

    /// The payloads that have come since the last look. Notifications arrive in the order of their
    /// commits, so one sent now closes the list.
    pub fn hears(&mut self) -> Vec<String> {
        self.place.run("notify dragonfly_queue, 'end of list'");
        let mut heard = Vec::new();
        let mut notifications = self.client.notifications();
        let mut arriving = notifications.timeout_iter(PATIENCE);
        while let Some(notification) = arriving.next().unwrap() {
            assert_eq!(notification.channel(), "dragonfly_queue");
            if notification.payload() == "end of list" {
                return heard;
            }
            heard.push(notification.payload().to_owned());
        }
        panic!("the notification that closes the list did not come, only {heard:?}")
    }
}
