//! What enrichment brings back (docs/contract/cases.md): scores, contacts, assets, and who the
//! parties of a case are.

mod bundle;
mod case;
mod entity;
mod score;

pub use bundle::{Asset, Contact};
pub use case::CaseRequest;
pub use entity::{Entity, normalised_name};
pub use score::score;
