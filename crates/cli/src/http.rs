//! Calls over HTTP: one client, with time-outs, and its errors in words without addresses, which may
//! hold keys.

use std::error::Error as _;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response};

use crate::failure::Failure;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A client with time-outs.
#[derive(Clone, Debug)]
pub struct Http {
    client: Client,
    timeout: Duration,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// The request went out; nothing came back in time.
    TimedOut(String),
    /// The request did not arrive.
    NotReached(String),
}

impl NoAnswer {
    /// In words.
    pub fn reason(self) -> String {
        match self {
            Self::TimedOut(reason) | Self::NotReached(reason) => reason,
        }
    }
}

impl Http {
    /// With so much time for each answer.
    pub fn new(timeout: Duration) -> Result<Self, Failure> {
        // A POST that is sent elsewhere arrives there as a GET, with the key.
        let client = Client::builder()
            .user_agent(concat!("dragonfly/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT_TIMEOUT.min(timeout))
            .timeout(timeout)
            .redirect(Policy::none())
            .build();
        let client = client.map_err(|error| Failure::Http(reason(&error)))?;
        Ok(Self { client, timeout })
    }

    /// A request with a JSON body.
    pub fn post(&self, url: &str, body: String) -> RequestBuilder {
        self.client.post(url).header("content-type", "application/json").body(body)
    }

    /// A request without one.
    pub fn get(&self, url: &str) -> RequestBuilder {
        self.client.get(url)
    }

    /// Sends it.
    pub async fn send(&self, request: RequestBuilder) -> Result<Response, NoAnswer> {
        request.send().await.map_err(|error| {
            if error.is_timeout() && !error.is_connect() {
                NoAnswer::TimedOut(format!("no answer within {} s", self.timeout.as_secs()))
            } else {
                NoAnswer::NotReached(reason(&error))
            }
        })
    }
}

/// The innermost cause says most; what is around it repeats the address.
fn reason(error: &reqwest::Error) -> String {
    if error.is_builder() {
        return "no usable http or https address".to_owned();
    }
    let mut cause = error.source();
    let mut text = "cannot connect".to_owned();
    while let Some(inner) = cause {
        text = inner.to_string();
        cause = inner.source();
    }
    if error.is_connect() && !text.starts_with("cannot connect") {
        text.insert_str(0, "cannot connect: ");
    }
    text
}
