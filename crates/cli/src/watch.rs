//! Looking again and again, until somebody says stop.

use std::time::Duration;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::time::{Instant, sleep_until};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::Out;

/// Ctrl-C and SIGTERM.
pub struct Stop {
    interrupt: Signal,
    terminate: Signal,
}

impl Stop {
    /// From here on the signals end no program; they are asked for.
    pub fn listen() -> Result<Self, Failure> {
        let listen = |kind| signal(kind).map_err(Failure::Runtime);
        Ok(Self {
            interrupt: listen(SignalKind::interrupt())?,
            terminate: listen(SignalKind::terminate())?,
        })
    }

    /// Returns at the first of them.
    pub async fn asked(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// Runs `cycle` now and after each interval; a failure is told and does not end it. A signal ends it
/// between two cycles, so that a cycle is never left in the middle.
pub async fn repeat(
    interval: Duration,
    out: &Out,
    mut cycle: impl AsyncFnMut() -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    let mut stop = Stop::listen()?;
    loop {
        let next = Instant::now() + interval;
        if let Err(failure) = cycle().await {
            out.failure(&failure);
        }
        tokio::select! {
            () = stop.asked() => return Ok(Exit::Fine),
            () = sleep_until(next) => {}
        }
    }
}

/// The same for cycles that change nothing: a signal ends them at once, however long the database takes.
pub async fn look(
    interval: Duration,
    out: &Out,
    cycle: impl AsyncFnMut() -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    let mut stop = Stop::listen()?;
    tokio::select! {
        () = stop.asked() => Ok(Exit::Fine),
        ended = repeat(interval, out, cycle) => ended,
    }
}
