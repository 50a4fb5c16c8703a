//! `dragonfly serve`: health, metrics and the dispatcher over HTTP.

mod connections;
mod dispatcher;
mod health;
mod metrics;
mod series;
mod state;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};
use clap::Args;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::watch::Stop;
use state::State;

/// How long requests in hand may take after the signal: longer than a dispatch cycle.
const LAST_REQUESTS: Duration = Duration::from_secs(30);
const AFTER_HELP: &str = "\
Answers:
  GET  /health     the program lives: {\"status\": \"ok\", \"version\": …}
  GET  /health/db  the database answers: {\"status\": \"ok\", \"latency_ms\": …}
                   or it does not: 503
  GET  /metrics    figures for Prometheus, at most a second old
  POST /functions/v1/content-queue-dispatcher
                   one cycle (see dragonfly dispatch --help) for the key in
                   SUPABASE_SERVICE_ROLE_KEY as Bearer token

It listens on this machine only; --host 0.0.0.0 lets others ask, too. Ctrl-C and SIGTERM let the requests in \
hand end.

Examples:
  dragonfly serve
  PORT=9000 dragonfly --env prod serve
  curl -X POST http://localhost:8080/functions/v1/content-queue-dispatcher \\
    -H \"Authorization: Bearer ${SUPABASE_SERVICE_ROLE_KEY}\" \\
    -H \"Content-Type: application/json\" -d '{\"source\":\"manual\"}'";

/// Arguments of `dragonfly serve`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct ServeArgs {
    /// The port; 0 takes a free one and says which.
    #[arg(long, value_name = "PORT", env = "PORT", default_value_t = 8080)]
    port: u16,
    /// The address to listen on; `0.0.0.0` is all of this machine's.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: String,
    /// Open connections at the most: fewer than files that the system lets a process open. When there are
    /// more, the one that has asked for nothing the longest is closed.
    #[arg(long, value_name = "N", default_value_t = 512,
          value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    max_connections: u32,
}

/// Serves until a signal.
pub async fn run(args: &ServeArgs, context: Context) -> Result<Exit, Failure> {
    // A database that is not named is a mistake; one that is down comes back.
    let target = context.target()?;
    let mut stop = Stop::listen()?;
    let listener = TcpListener::bind((args.host.as_str(), args.port)).await;
    let listener = listener.map_err(|error| cannot_listen(args, &error))?;
    let address = listener.local_addr().map_err(|error| cannot_listen(args, &error))?;
    context.tell(&target);
    context.out.say(&format!("listening on http://{address}"));
    let state = Arc::new(State::new(context, target)?);
    let (ending, ended) = oneshot::channel::<()>();
    let (routes, limit) = (router(Arc::clone(&state)), args.max_connections as usize);
    let mut served = tokio::spawn(connections::serve(listener, routes, limit, async {
        let _ = ended.await;
    }));
    tokio::select! {
        () = stop.asked() => {}
        _ = &mut served => return Ok(Exit::Fine),
    }
    drop(ending);
    // What hangs longer than this will hang for ever.
    let _ = timeout(LAST_REQUESTS, async {
        let _ = served.await;
        let _ = state.cycles.write().await;
    })
    .await;
    Ok(Exit::Fine)
}

fn router(state: Arc<State>) -> Router {
    Router::new()
        .route("/health", get(health::alive))
        .route("/health/db", get(health::database))
        .route("/metrics", get(metrics::all))
        .route("/functions/v1/content-queue-dispatcher", post(dispatcher::dispatch))
        .with_state(state)
}

fn cannot_listen(args: &ServeArgs, error: &std::io::Error) -> Failure {
    Failure::BadInput {
        place: format!("cannot listen on {}:{}", args.host, args.port),
        reason: error.to_string(),
        hint: "another program has this port, or the address is none of this machine: give --port or --host",
    }
}
