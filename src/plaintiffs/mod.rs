//! Calls with plaintiffs and requests for summaries (docs/contract/cases.md): `log_call_outcome` closes a
//! call task and plans the next one, `request_case_copilot` queues a job for the Case Copilot. The
//! views that consoles read stand in `sql/schema/plaintiffs.sql`.

mod api;
mod statements;
mod store;
