//! Starting workers: one POST each, all at once.

use dragonfly_domain::content::{Trigger, without_keys};
use dragonfly_domain::json::Json;
use tokio::task::JoinSet;

use crate::context::Context;
use crate::failure::Failure;
use crate::http::{Http, NoAnswer};

/// The client, and the key that workers want to see.
#[derive(Clone)]
pub struct Caller {
    http: Http,
    key: Option<String>,
}

/// A worker that took the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Started {
    /// What it answered; none when it was still busy in the end.
    pub status: Option<u16>,
}

/// One POST and what came of it.
#[derive(Debug)]
pub struct Call {
    /// The stage.
    pub stage: String,
    /// The queue that the worker reads.
    pub queue: String,
    /// Where it went, without what an address may hold of keys.
    pub endpoint: String,
    /// How it ended.
    pub outcome: Result<Started, String>,
}

impl Caller {
    /// With the key of the environment.
    pub fn of(context: &Context) -> Result<Self, Failure> {
        Ok(Self { http: context.http()?, key: context.variable("SUPABASE_SERVICE_ROLE_KEY") })
    }

    /// Starts every worker of a plan; in the plan's order, whatever order they answer in.
    pub async fn start_all(&self, triggers: &[Trigger], source: &str) -> Vec<Call> {
        let mut running = JoinSet::new();
        let mut number = 0_usize;
        for trigger in triggers {
            for _ in 0..trigger.count {
                let (caller, trigger, body) =
                    (self.clone(), trigger.clone(), body(trigger, source));
                running.spawn(async move { (number, caller.start(trigger, body).await) });
                number += 1;
            }
        }
        let mut calls = running.join_all().await;
        calls.sort_by_key(|(number, _)| *number);
        calls.into_iter().map(|(_, call)| call).collect()
    }

    async fn start(&self, trigger: Trigger, body: String) -> Call {
        let Trigger { stage, queue, worker_endpoint, .. } = trigger;
        let endpoint = without_keys(&worker_endpoint);
        let outcome = self.post(&worker_endpoint, body).await;
        let outcome = outcome.map_err(|reason| format!("{reason}: {endpoint}"));
        Call { stage, queue, endpoint, outcome }
    }

    async fn post(&self, endpoint: &str, body: String) -> Result<Started, String> {
        let mut request = self.http.post(endpoint, body);
        if let Some(key) = &self.key {
            request = request.bearer_auth(key);
        }
        match self.http.send(request).await {
            Ok(answer) if answer.status().is_success() => {
                Ok(Started { status: Some(answer.status().as_u16()) })
            }
            Ok(answer) => Err(format!("the worker answers {}", answer.status())),
            // It has the request, and works.
            Err(NoAnswer::TimedOut(_)) => Ok(Started { status: None }),
            Err(NoAnswer::NotReached(reason)) => Err(reason),
        }
    }
}

/// What `trigger_content_worker` sends, too.
fn body(trigger: &Trigger, source: &str) -> String {
    let Trigger { stage, queue, .. } = trigger;
    let text = |text: &str| Json::Text(text.to_owned());
    Json::object([("stage", text(stage)), ("queue", text(queue)), ("source", text(source))])
        .to_string()
}
