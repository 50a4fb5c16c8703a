//! PostgREST: does it answer, does it know `queue_job`, does it let the service role call it?
//!
//! `{"payload": {}}` is a body that `queue_job` refuses in words of its own, so its answer shows that
//! everything between here and the function works, and nothing is queued.

use reqwest::{RequestBuilder, Response, StatusCode};
use serde::Deserialize;

use super::report::{Check, Report, Status};
use super::{DoctorArgs, key};
use crate::context::Context;
use crate::failure::Failure;
use crate::http::{Http, NoAnswer};

const POSTGREST: &str = "PostgREST";
const VISIBLE: &str = "queue_job over HTTP";
const SERVICE_KEY: &str = "service key";
const PING: &str = "ping";
/// What a stranger may not ask; the answer does not matter.
const STATUS: &str = "rpc/queue_job_status?kind=enrich&idempotency_key=doctor:ping";
const EMPTY_JOB: &str = r#"{"payload":{}}"#;
const PING_JOB: &str = r#"{"idempotency_key":"doctor:ping","kind":"enrich","payload":{}}"#;
const EXPECTED: &str = "queue_job: missing kind in payload";
const KEY: &str = "SUPABASE_SERVICE_ROLE_KEY";
const KEY_HINT: &str =
    "give --api-key, or set it to the project's service role key (a JWT, not the anon key)";

/// A PostgREST and the key for it.
pub struct Rest {
    http: Http,
    url: String,
    key: String,
}

/// An answer with its body.
struct Answer {
    status: StatusCode,
    body: String,
}

/// The body of PostgREST's errors.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Said {
    code: String,
    message: String,
}

impl Rest {
    /// The one that arguments or environment name.
    pub fn of(args: &DoctorArgs, context: &Context) -> Result<Option<Self>, Failure> {
        let project = || Some(context.variable("SUPABASE_URL")?.trim_end_matches('/').to_owned());
        let url = args.rest_url.clone().or_else(|| Some(project()? + "/rest/v1"));
        let Some(url) = url else { return Ok(None) };
        let key = match &args.api_key {
            Some(key) => key.clone(),
            None => context.needed(KEY, KEY_HINT)?,
        };
        let url = url.trim_end_matches('/').to_owned();
        Ok(Some(Self { http: context.http()?, url, key }))
    }

    /// Adds a line for each step; a step that fails leaves out those that need it.
    pub async fn examine(&self, ping: bool, report: &mut Report) {
        match self.ask(self.http.get(&format!("{}/", self.url))).await {
            Err(reason) => {
                let hint = format!(
                    "this is the network, not a missing function: check {}, and that PostgREST runs",
                    self.named_by()
                );
                return unreachable(report, &reason, hint);
            }
            Ok(Answer { status, .. }) if status.is_success() => {
                report.good(POSTGREST, "it answers");
            }
            Ok(answer) => return self.root_refused(&answer, report),
        }
        if self.sees_queue_job(report).await && self.is_service_role(report).await && ping {
            self.ping(report).await;
        }
    }

    /// Everybody may call `queue_job`, so that it tells nothing of the key.
    async fn is_service_role(&self, report: &mut Report) -> bool {
        if let Some(role) = key::role(&self.key).filter(|role| role != key::SERVICE_ROLE) {
            let detail = format!("the key given is that of role {role}");
            report.bad(SERVICE_KEY, detail, KEY_HINT);
            return false;
        }
        let url = format!("{}/{STATUS}", self.url);
        match self.ask(self.http.get(&url)).await {
            Err(reason) => unreachable(report, &reason, "run the doctor again".to_owned()),
            Ok(answer) if answer.status.is_success() => {
                report.good(SERVICE_KEY, "it may what workers and operators may");
                return true;
            }
            Ok(answer) => {
                let (hint, said) = (hint_of(answer.status, &answer.said()), answer.text());
                let refused = matches!(answer.status.as_u16(), 401 | 403);
                report.bad(SERVICE_KEY, said, if refused { KEY_HINT } else { hint });
            }
        }
        false
    }

    async fn sees_queue_job(&self, report: &mut Report) -> bool {
        match self.ask(self.rpc(EMPTY_JOB)).await {
            Err(reason) => {
                unreachable(report, &reason, "run the doctor again".to_owned());
                return false;
            }
            Ok(answer) => {
                let said = answer.said();
                if answer.status == StatusCode::BAD_REQUEST && said.message == EXPECTED {
                    report.good(VISIBLE, "it is visible and callable");
                    return true;
                }
                report.bad(VISIBLE, answer.text(), hint_of(answer.status, &said));
            }
        }
        false
    }

    async fn ping(&self, report: &mut Report) {
        match self.ask(self.rpc(PING_JOB)).await {
            Err(reason) => report.bad(PING, reason, "run the doctor again"),
            Ok(answer) if answer.status.is_success() => {
                let id = answer.body.trim();
                report.good(PING, format!("job doctor:ping is message {id} of enrich"));
            }
            Ok(answer) => {
                let hint = hint_of(answer.status, &answer.said());
                report.bad(PING, answer.text(), hint);
            }
        }
    }

    fn root_refused(&self, answer: &Answer, report: &mut Report) {
        let hint = match answer.status {
            StatusCode::NOT_FOUND => format!(
                "there is a server but no PostgREST at this path: check {}",
                self.named_by()
            ),
            status => hint_of(status, &answer.said()).to_owned(),
        };
        report.bad(POSTGREST, answer.text(), hint);
    }

    fn named_by(&self) -> &'static str {
        if self.url.ends_with("/rest/v1") { "SUPABASE_URL" } else { "--rest-url" }
    }

    fn rpc(&self, body: &str) -> RequestBuilder {
        self.http.post(&format!("{}/rpc/queue_job", self.url), body.to_owned())
    }

    async fn ask(&self, request: RequestBuilder) -> Result<Answer, String> {
        let request = request.header("apikey", &self.key).bearer_auth(&self.key);
        let response = self.http.send(request).await.map_err(NoAnswer::reason)?;
        let status = response.status();
        Ok(Answer { status, body: beginning(response).await })
    }
}

fn unreachable(report: &mut Report, reason: &str, hint: String) {
    report.add(Check {
        check_name: POSTGREST.to_owned(),
        status: Status::Fail,
        detail: reason.to_owned(),
        hint: Some(hint),
        blind: true,
    });
}

/// The root of PostgREST describes the whole schema; the first part says enough.
async fn beginning(mut response: Response) -> String {
    const ENOUGH: usize = 16 << 10;
    let mut body = Vec::new();
    while body.len() < ENOUGH {
        let Ok(Some(chunk)) = response.chunk().await else { break };
        body.extend_from_slice(&chunk);
    }
    body.truncate(ENOUGH);
    String::from_utf8_lossy(&body).into_owned()
}

impl Answer {
    fn said(&self) -> Said {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    fn text(&self) -> String {
        let Said { code, message } = self.said();
        match (code.as_str(), message.as_str()) {
            ("", "") => format!("it answers {}", self.status),
            ("", message) => format!("it answers {}: {message}", self.status),
            (code, message) => format!("it answers {}: {message} ({code})", self.status),
        }
    }
}

/// What to do about an answer other than the expected one.
fn hint_of(status: StatusCode, said: &Said) -> &'static str {
    match (status.as_u16(), said.code.as_str()) {
        (404, "42883") => {
            "another function queue_job(payload) stands in its place: run dragonfly install"
        }
        (404, _) => {
            "PostgREST does not see queue_job: run dragonfly install, or NOTIFY pgrst, 'reload \
             schema'; check that schema public is in its db-schemas"
        }
        (401 | 403, _) => "the key is refused: give the service role's key of this project",
        (503, _) => {
            "PostgREST is there but has no database: wait until it has started, else check its \
             connection string"
        }
        (300, _) => "another queue_job stands beside ours: dragonfly install --adopt sets it aside",
        (500.., _) => "look at PostgREST's log",
        (301..=399, _) => "give the address that it redirects to; http is not https",
        _ => "run dragonfly install, and look at the message",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_in_its_own_words() {
        let answer = |status: StatusCode, body: &str| Answer { status, body: body.to_owned() };
        let said = r#"{"code":"PGRST202","message":"Could not find it","hint":null}"#;
        assert_eq!(
            answer(StatusCode::NOT_FOUND, said).text(),
            "it answers 404 Not Found: Could not find it (PGRST202)"
        );
        let page = answer(StatusCode::BAD_GATEWAY, "<html>");
        assert_eq!(page.text(), "it answers 502 Bad Gateway");
    }

    #[test]
    fn hints_tell_the_network_from_the_schema_and_the_key() {
        let hint = |status: StatusCode| hint_of(status, &Said::default());
        assert!(hint(StatusCode::NOT_FOUND).contains("reload"));
        assert!(hint(StatusCode::UNAUTHORIZED).contains("key"));
        assert!(hint(StatusCode::SERVICE_UNAVAILABLE).contains("no database"));
        assert!(hint(StatusCode::BAD_GATEWAY).contains("log"));
    }
}
