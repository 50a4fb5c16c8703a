//! Jobs, runs and artifacts (docs/contract/jobs.md): what may be asked for, and by whom.
//!
//! What a job itself must look like stands in the trigger of `public.jobs`: applications insert rows
//! directly, and the tables outlive the extension.

mod fault;
mod reach;
mod request;

pub use fault::JobFault;
pub use reach::Reach;
pub use request::{Claim, NewJob, artifact_type, artifacts, failure, progress, required};
