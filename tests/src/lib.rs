//! What the end-to-end tests stand on: a throw-away cluster, PostgREST, JWTs.
//!
//! A test takes a [`Cluster`], makes a database, talks to it with [`Cluster::connect`],
//! [`Cluster::psql`] or a [`Rest`], and lets everything go out of scope. A cluster kept in a `static`
//! is stopped and removed too when the process ends, however it ends (see [`reaper`]).
//!
//! `DRAGONFLY_PG` chooses the server (15, 17 or 18, see [`Server::from_env`]).
// Test code: a broken precondition is a failed test, and the panic is its report.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::missing_panics_doc, clippy::must_use_candidate)]

pub mod account;
pub mod client;
pub mod cluster;
pub mod gateway;
pub mod jwt;
pub mod port;
pub mod reaper;
pub mod rest;
pub mod server;
pub mod supabase;
pub mod tools;
pub mod wait;

pub use client::PsqlOutput;
pub use cluster::{Cluster, ClusterOptions};
pub use gateway::Gateway;
pub use rest::{Answer, Caller, Rest};
pub use server::Server;
pub use supabase::{install, supabase_defaults};
