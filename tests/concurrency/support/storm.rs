//! Sessions that all start at once.

use std::panic::resume_unwind;
use std::sync::Barrier;
use std::thread;
use std::time::Instant;

use postgres::Client;

use super::{PATIENCE, Place};

/// Runs `work` in so many sessions at once; what each came to, in the order of their numbers.
pub fn storm<T: Send>(
    place: &Place,
    sessions: usize,
    work: impl Fn(usize, &mut Client) -> T + Sync,
) -> Vec<T> {
    let (barrier, work) = (Barrier::new(sessions), &work);
    // All are connected before the first thread starts, so nothing can fail before the barrier.
    let clients: Vec<Client> = (0..sessions).map(|_| place.connect()).collect();
    thread::scope(|scope| {
        let start = |(number, mut client): (usize, Client)| {
            let barrier = &barrier;
            scope.spawn(move || {
                barrier.wait();
                work(number, &mut client)
            })
        };
        let threads: Vec<_> = clients.into_iter().enumerate().map(start).collect();
        let join = |thread: thread::ScopedJoinHandle<'_, T>| {
            thread.join().unwrap_or_else(|panic| resume_unwind(panic))
        };
        threads.into_iter().map(join).collect()
    })
}

/// Repeats `work` until it answers false. Ends too when it takes far too long, so that what it was to
/// achieve is found missing instead of awaited for ever.
pub fn repeat(mut work: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while work() && Instant::now() < end {}
}

/// Runs at the end of a scope, also when that is left by a panic: other threads would go on for ever.
pub struct AtEnd<F: Fn()>(pub F);

impl<F: Fn()> Drop for AtEnd<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}
