//! Values that cost little to send and very much to write as text: no function, no reader and no dump is
//! stopped by one.

mod ammunition;
mod answers;
mod batches;
mod calls;
mod functions;
mod readers;
