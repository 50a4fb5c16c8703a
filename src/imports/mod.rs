//! Vendor exports on their way into the data model (docs/contract/cases.md): `process_simplicity_imports` turns the
//! rows of a run into plaintiffs and judgments, a thousand at a time. For `service_role` only.

mod api;
mod batch;
mod statements;
mod store;
mod writing;
