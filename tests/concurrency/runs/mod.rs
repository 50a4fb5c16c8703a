//! Jobs with runs: workers that crash, cancellations, progress and wake-ups.

mod cancel;
mod check;
mod crashes;
mod progress;
mod wake;
