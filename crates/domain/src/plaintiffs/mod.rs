//! Calls with plaintiffs (docs/contract/cases.md): what an outcome means and what follows from it.

mod bucket;
mod call;
mod copilot;
mod prefixed;

pub use bucket::Bucket;
pub use call::Call;
pub use copilot::{CopilotRequest, copilot_key};
pub use prefixed::{BodyFault, read_body};
