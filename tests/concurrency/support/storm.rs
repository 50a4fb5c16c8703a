//! Sessions that all start at once.

use std::panic::resume_unwind;
use std::sync::Barrier;
use std::thread;

use postgres::Client;

use super::Place;

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
