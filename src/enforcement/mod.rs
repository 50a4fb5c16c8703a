//! Enforcement cases (docs/contract/cases.md): opened on a judgment, moved through stages, worked by events, actions,
//! payments and subpoenas, closed. Each RPC locks what it may write in one order (judgment, case,
//! actions, task), asks `dragonfly_domain::enforcement`, and writes case, history, event and
//! notification by one statement.

mod actions;
mod api;
mod cases;
mod events;
mod flat;
mod payments;
mod stages;
mod statements;
mod store;
mod subpoenas;
mod tiers;
