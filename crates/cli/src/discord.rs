//! Alerts to a Discord webhook. Its address is a secret and is never printed.

use std::time::Duration;

use backon::{ConstantBuilder, Retryable};
use reqwest::{Response, StatusCode};
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::failure::Failure;
use crate::http::{Http, NoAnswer};

/// The variable that holds the webhook's address.
pub const VARIABLE: &str = "DISCORD_WEBHOOK_URL";

const HINT: &str =
    "set it to the webhook's address, from the channel's settings under Integrations";
const RETRIES: usize = 3;
const LONGEST_DELAY: Duration = Duration::from_mins(1);

/// A webhook.
pub struct Discord {
    http: Http,
    url: String,
}

/// What is posted.
#[derive(Debug, Serialize)]
pub struct Message {
    username: &'static str,
    embeds: [Embed; 1],
}

/// The box that Discord shows.
#[derive(Debug, Serialize)]
pub struct Embed {
    /// First line.
    pub title: String,
    /// Text below it.
    pub description: String,
    /// Colour of its edge, `0xRRGGBB`.
    pub color: u32,
    /// ISO 8601.
    pub timestamp: String,
    /// A table below the text.
    pub fields: Vec<Field>,
}

/// A line of the table.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Left.
    pub name: String,
    /// Right.
    pub value: String,
    /// Whether another one may stand beside it.
    pub inline: bool,
}

impl From<Embed> for Message {
    fn from(embed: Embed) -> Self {
        Self { username: "Dragonfly", embeds: [embed] }
    }
}

impl Field {
    /// A field.
    pub fn new(name: impl Into<String>, value: impl Into<String>, inline: bool) -> Self {
        Self { name: name.into(), value: value.into(), inline }
    }
}

/// Why a message did not arrive; only the first may be tried again.
#[derive(Debug)]
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

impl Discord {
    /// The webhook that the environment names.
    pub fn of(context: &Context) -> Result<Self, Failure> {
        Ok(Self { url: context.needed(VARIABLE, HINT)?, http: context.http()? })
    }

    /// Posts; a 429 is tried again after the delay that it names.
    pub async fn post(&self, message: &Message) -> Result<(), Failure> {
        let body = serde_json::to_string(message)
            .map_err(|error| Failure::Http(format!("Discord: {error}")))?;
        (|| self.attempt(&body))
            .retry(ConstantBuilder::default().with_max_times(RETRIES))
            .when(|fault| matches!(fault, Fault::Busy(_)))
            .adjust(|fault, delay| match fault {
                Fault::Busy(wanted) => delay.map(|_| (*wanted).min(LONGEST_DELAY)),
                Fault::Final(_) => delay,
            })
            .await
            .map_err(|fault| Failure::Http(format!("Discord: {}", fault.reason())))
    }

    async fn attempt(&self, body: &str) -> Result<(), Fault> {
        let request = self.http.post(&self.url, body.to_owned());
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
