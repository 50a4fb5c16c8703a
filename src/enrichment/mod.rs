//! What enrichment and intake write (docs/contract/cases.md): scores of cases, contacts and
//! assets of their parties, and the parties themselves. For `service_role` only.

mod api;
mod bundle;
mod entities;
mod statements;
mod store;
