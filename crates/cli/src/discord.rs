//! Alerts to a Discord webhook. Its address is a secret and is never printed.

use std::time::Duration;

use backon::{ConstantBuilder, Retryable};
use reqwest::{Response, StatusCode};
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::failure::Failure;
use crate::http::{Http, NoAnswer};
use crate::screen::plain;

/// The variable that holds the webhook's address.
pub const VARIABLE: &str = "DISCORD_WEBHOOK_URL";

const HINT: &str =
    "set it to the webhook's address, from the channel's settings under Integrations";
const LONGEST_NAME: usize = 256;
const LONGEST_VALUE: usize = 1024;
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
    /// A field. Discord refuses the whole message when a field is too long.
    pub fn new(name: &str, value: &str, inline: bool) -> Self {
        Self { name: shown(name, LONGEST_NAME), value: shown(value, LONGEST_VALUE), inline }
    }
}

/// Text from elsewhere, no longer than so many characters as Discord counts them.
fn shown(text: &str, longest: usize) -> String {
    let text = plain(text);
    if text.encode_utf16().count() <= longest {
        return text.into_owned();
    }
    let mut left = longest - 1;
    let fits = |character: &char| {
        let fits = left.checked_sub(character.len_utf16());
        left = fits.unwrap_or_default();
        fits.is_some()
    };
    let beginning: String = text.chars().take_while(fits).collect();
    beginning + "…"
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_no_longer_than_discord_takes_and_obeys_nobody() {
        let field = Field::new(&"h\u{1b}".repeat(200), &"😀".repeat(600), true);
        assert_eq!(field.name.encode_utf16().count(), 256);
        assert!(field.name.starts_with("h\u{fffd}h") && field.name.ends_with('…'));
        assert_eq!(field.value.encode_utf16().count(), 1023);
        assert_eq!(Field::new("name", "value", true).value, "value");
    }
}
