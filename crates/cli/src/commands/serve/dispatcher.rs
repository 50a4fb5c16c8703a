//! `POST /functions/v1/content-queue-dispatcher`: the contract's edge function.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{self, FromRequest, Request};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use dragonfly_domain::json::Json;
use serde::Deserialize;
use subtle::ConstantTimeEq;
use tokio::time::timeout;

use super::connections::Seat;
use super::state::State;
use crate::db::Db;
use crate::failure::Failure;

/// How long a client may take to send its body.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);

#[derive(Default, Deserialize)]
#[serde(default)]
struct Body {
    source: Option<String>,
}

/// One cycle for a caller with the key; the body may say where the call comes from. The body of anybody else
/// is not read.
pub async fn dispatch(
    extract::State(state): extract::State<Arc<State>>,
    extract::Extension(seat): extract::Extension<Arc<Seat>>,
    request: Request,
) -> Response {
    if !may_dispatch(state.key.as_deref(), request.headers()) {
        let error = "the service role's key is needed as Bearer token";
        return answer(StatusCode::UNAUTHORIZED, &Json::object([("error", error.into())]));
    }
    let body = match timeout(BODY_TIMEOUT, Bytes::from_request(request, &())).await {
        Ok(Ok(body)) => body,
        Ok(Err(rejection)) => return rejection.into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    seat.busy();
    let body: Body = serde_json::from_slice(&body).unwrap_or_default();
    let source: String =
        body.source.unwrap_or_else(|| "manual".to_owned()).chars().take(100).collect();
    // A task of its own: a client that goes away does not stop the cycle in the middle.
    let cycle = tokio::spawn(async move {
        let ran = run(&state, &source).await;
        ran.map_err(|failure| state.context.out.failure(&failure))
    });
    match cycle.await {
        Ok(Ok(summary)) => answer(StatusCode::OK, &summary),
        _ => failed(),
    }
}

async fn run(state: &State, source: &str) -> Result<Json, Failure> {
    let _in_hand = state.cycles.read().await;
    let db = Db::connect(&state.target).await?;
    let outcome =
        state.cycle.run(&db, source, &|name| state.context.variable(name), &|_| 0).await?;
    Ok(outcome.answer())
}

fn failed() -> Response {
    let error = "the cycle could not be run; the log of dragonfly serve says why";
    answer(StatusCode::SERVICE_UNAVAILABLE, &Json::object([("error", error.into())]))
}

fn answer(status: StatusCode, body: &Json) -> Response {
    (status, [(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

/// Without a key nobody may. The comparison takes the same time wherever the keys differ.
fn may_dispatch(key: Option<&str>, headers: &HeaderMap) -> bool {
    let given = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let given = given.and_then(|value| value.split_once(' '));
    let token = given.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    key.zip(token)
        .is_some_and(|(key, (_, token))| key.as_bytes().ct_eq(token.trim().as_bytes()).into())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_the_key_itself_opens() {
        let may = |key: Option<&str>, given: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(AUTHORIZATION, HeaderValue::from_static(given));
            may_dispatch(key, &headers)
        };
        assert!(may(Some("k1"), "Bearer k1"));
        assert!(may(Some("k1"), "bearer k1"));
        for wrong in ["Bearer k2", "Bearer k", "Bearer", "Bearer ", "Basic k1", "k1", ""] {
            assert!(!may(Some("k1"), wrong), "{wrong}");
        }
        assert!(!may(None, "Bearer k1"));
        assert!(!may(None, "Bearer "));
        assert!(!may_dispatch(Some("k1"), &HeaderMap::new()));
    }
}
