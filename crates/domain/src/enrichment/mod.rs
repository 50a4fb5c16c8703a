//! What enrichment brings back (seed 002, "Supporting RPCs"): scores, contacts, assets, and who the
//! parties of a case are.

mod bundle;
mod case;
mod entity;
mod score;

pub use bundle::{Asset, AssetFields, Contact, ContactFields};
pub use case::{CaseFields, CaseRequest};
pub use entity::{Entity, EntityFields, normalised_name};
pub use score::check_score;
