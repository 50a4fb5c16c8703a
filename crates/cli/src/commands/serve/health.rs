//! `GET /health` and `GET /health/db`

use std::sync::Arc;
use std::time::Instant;

use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use serde::Serialize;

use super::state::State;

#[derive(Serialize)]
pub struct Health {
    status: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
pub struct DatabaseHealth {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    latency_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
}

/// The program lives.
pub async fn alive() -> Json<Health> {
    Json(Health { status: "ok", version: env!("CARGO_PKG_VERSION") })
}

/// The database answers, and how fast. Why it does not is told here, to whoever runs the program, and
/// not to everybody who asks.
pub async fn database(
    extract::State(state): extract::State<Arc<State>>,
) -> (StatusCode, Json<DatabaseHealth>) {
    let began = Instant::now();
    // A task of its own: a client that goes away leaves no connection that is still being made.
    let answered = tokio::spawn(async move {
        let read = state.health.read(async |db| db.rows("select 1", &[]).await).await;
        read.inspect_err(|failure| state.context.out.failure(failure)).is_ok()
    });
    if !answered.await.unwrap_or_default() {
        let error = Some("the database does not answer");
        let health = DatabaseHealth { status: "error", latency_ms: None, error };
        return (StatusCode::SERVICE_UNAVAILABLE, Json(health));
    }
    let micros = u32::try_from(began.elapsed().as_micros()).unwrap_or(u32::MAX);
    let latency_ms = Some(f64::from(micros) / 1000.0);
    (StatusCode::OK, Json(DatabaseHealth { status: "ok", latency_ms, error: None }))
}
