//! Alerts to webhooks: Discord, Slack, or anything that takes JSON. Their addresses are secrets and are never
//! printed.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use backon::{ConstantBuilder, Retryable};
use dragonfly_domain::json::Json;
use reqwest::{Response, StatusCode};
use serde::Deserialize;

use crate::context::Context;
use crate::discord::{Embed, Field, Message};
use crate::failure::Failure;
use crate::http::{Http, NoAnswer};

const HINT: &str = "set it to the webhook's address, from the channel's settings under Integrations; \
                    SLACK_WEBHOOK_URL or ALERT_WEBHOOK_URL will do as well";
const RETRIES: usize = 3;
const LONGEST_DELAY: Duration = Duration::from_mins(1);
/// For how long nobody hears of the same subject again.
const QUIET: Duration = Duration::from_hours(1);

/// The webhooks that the environment names.
pub struct Webhooks {
    http: Http,
    hooks: Vec<Hook>,
}

struct Hook {
    form: Form,
    url: String,
}

/// What a webhook takes.
#[derive(Clone, Copy)]
enum Form {
    Discord,
    Slack,
    Any,
}

impl Form {
    const ALL: [Self; 3] = [Self::Discord, Self::Slack, Self::Any];

    /// The variable that holds the address.
    fn variable(self) -> &'static str {
        match self {
            Self::Discord => "DISCORD_WEBHOOK_URL",
            Self::Slack => "SLACK_WEBHOOK_URL",
            Self::Any => "ALERT_WEBHOOK_URL",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Discord => "Discord",
            Self::Slack => "Slack",
            Self::Any => "ALERT_WEBHOOK_URL",
        }
    }

    fn body(self, embed: &Embed) -> Result<String, Failure> {
        match self {
            Self::Discord => serde_json::to_string(&Message::from(embed))
                .map_err(|error| Failure::Http(format!("Discord: {error}"))),
            Self::Slack => Ok(Json::object([("text", slack(embed).into())]).to_string()),
            Self::Any => Ok(any(embed).to_string()),
        }
    }
}

/// Slack reads `<`, `>` and `&` as its own.
fn slack(embed: &Embed) -> String {
    let safe = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let line = |field: &Field| format!("\n• {}: {}", safe(&field.name), safe(&field.value));
    let lines: String = embed.fields.iter().map(line).collect();
    format!("*{}*\n{}{lines}", safe(&embed.title), safe(&embed.description))
}

fn any(embed: &Embed) -> Json {
    let field = |field: &Field| {
        Json::object([("name", field.name.clone().into()), ("value", field.value.clone().into())])
    };
    Json::object([
        ("source", "dragonfly".into()),
        ("title", embed.title.clone().into()),
        ("description", embed.description.clone().into()),
        ("timestamp", embed.timestamp.clone().into()),
        ("fields", Json::List(embed.fields.iter().map(field).collect())),
    ])
}

/// Why a message did not arrive; only the first may be tried again.
enum Fault {
    /// Too many messages: try again after this time.
    Busy(Duration),
    /// Anything else.
    Final(String),
}

#[derive(Deserialize)]
struct TooMany {
    retry_after: f64,
}

impl Webhooks {
    /// All that are set; there must be one.
    pub fn of(context: &Context) -> Result<Self, Failure> {
        let hook = |form: Form| context.variable(form.variable()).map(|url| Hook { form, url });
        let hooks: Vec<_> = Form::ALL.into_iter().filter_map(hook).collect();
        if hooks.is_empty() {
            return Err(Failure::NotSet { name: Form::Discord.variable(), hint: HINT });
        }
        Ok(Self { http: context.http()?, hooks })
    }

    /// Posts to all of them, also when one fails; the first failure.
    pub async fn post(&self, embed: &Embed) -> Result<(), Failure> {
        let mut outcome = Ok(());
        for hook in &self.hooks {
            outcome = outcome.and(self.post_to(hook, embed).await);
        }
        outcome
    }

    /// A 429 is tried again after the delay that it names.
    async fn post_to(&self, hook: &Hook, embed: &Embed) -> Result<(), Failure> {
        let body = hook.form.body(embed)?;
        (|| self.attempt(&hook.url, &body))
            .retry(ConstantBuilder::default().with_max_times(RETRIES))
            .when(|fault| matches!(fault, Fault::Busy(_)))
            .adjust(|fault, delay| match fault {
                Fault::Busy(wanted) => delay.map(|_| (*wanted).min(LONGEST_DELAY)),
                Fault::Final(_) => delay,
            })
            .await
            .map_err(|fault| Failure::Http(format!("{}: {}", hook.form.name(), fault.reason())))
    }

    async fn attempt(&self, url: &str, body: &str) -> Result<(), Fault> {
        let request = self.http.post(url, body.to_owned());
        let answer =
            self.http.send(request).await.map_err(NoAnswer::reason).map_err(Fault::Final)?;
        match answer.status() {
            status if status.is_success() => Ok(()),
            StatusCode::TOO_MANY_REQUESTS => Err(Fault::Busy(delay(answer).await)),
            status => Err(Fault::Final(format!("the webhook answers {status}"))),
        }
    }
}

impl Fault {
    fn reason(self) -> String {
        match self {
            Self::Busy(_) => "too many messages, also after waiting".to_owned(),
            Self::Final(reason) => reason,
        }
    }
}

/// Seconds, as header or in the body; the body is the exacter one.
async fn delay(answer: Response) -> Duration {
    let header = answer.headers().get("retry-after").and_then(|value| value.to_str().ok());
    let header = header.and_then(|text| text.parse::<f64>().ok());
    let body = answer.json::<TooMany>().await.ok().map(|body| body.retry_after);
    body.or(header)
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .unwrap_or(Duration::from_secs(1))
}

/// Where alerts go, and what was told already.
pub struct Alarm {
    webhooks: Webhooks,
    /// `dev`, `prod`, or unknown.
    pub environment: String,
    memory: Memory,
}

impl Alarm {
    /// With an empty memory.
    pub fn of(context: &Context) -> Result<Self, Failure> {
        let (webhooks, environment) = (Webhooks::of(context)?, context.environment());
        Ok(Self { webhooks, environment, memory: Memory::default() })
    }

    /// Posts to each webhook the subjects that it was not told of within the hour. What could not be posted is told
    /// of at the next look.
    pub async fn raise<T>(
        &mut self,
        subjects: &[T],
        name: impl Fn(&T) -> String,
        embed: impl Fn(&[&T], &str) -> Embed,
    ) -> Result<(), Failure> {
        let (now, mut outcome) = (Instant::now(), Ok(()));
        self.memory.forget(now);
        for hook in &self.webhooks.hooks {
            let place = hook.form.variable();
            let due: Vec<_> =
                subjects.iter().filter(|of| !self.memory.knows(place, &name(of))).collect();
            if due.is_empty() {
                continue;
            }
            let posted = self.webhooks.post_to(hook, &embed(&due, &self.environment)).await;
            if posted.is_ok() {
                self.memory.told(place, due.iter().map(|of| name(of)), now);
            }
            outcome = outcome.and(posted);
        }
        outcome
    }
}

/// Which webhook was told of what, and when.
#[derive(Default)]
struct Memory(HashMap<(&'static str, String), Instant>);

impl Memory {
    fn forget(&mut self, now: Instant) {
        self.0.retain(|_, told| now.duration_since(*told) < QUIET);
    }

    fn knows(&self, hook: &'static str, subject: &str) -> bool {
        self.0.contains_key(&(hook, subject.to_owned()))
    }

    fn told(&mut self, hook: &'static str, subjects: impl Iterator<Item = String>, now: Instant) {
        self.0.extend(subjects.map(|subject| ((hook, subject), now)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_webhook_is_told_of_a_subject_once_an_hour() {
        let (mut memory, start) = (Memory::default(), Instant::now());
        memory.told("one", ["a".to_owned()].into_iter(), start);
        memory.forget(start + Duration::from_mins(59));
        assert_eq!(
            [("one", "a"), ("two", "a"), ("one", "b")].map(|(hook, of)| memory.knows(hook, of)),
            [true, false, false]
        );
        memory.forget(start + QUIET);
        assert!(!memory.knows("one", "a"));
    }

    #[test]
    fn slack_gets_text_that_cannot_be_taken_for_its_own_marks() {
        let embed = Embed {
            title: "T".to_owned(),
            description: "a & b".to_owned(),
            color: 0,
            timestamp: "now".to_owned(),
            fields: vec![Field::new("enrich", "<!channel>", false)],
        };
        assert_eq!(slack(&embed), "*T*\na &amp; b\n• enrich: &lt;!channel&gt;");
        let expected = r#"{"source":"dragonfly","title":"T","description":"a & b","timestamp":"now","fields":[{"name":"enrich","value":"<!channel>"}]}"#;
        assert_eq!(any(&embed).to_string(), expected);
    }
}
