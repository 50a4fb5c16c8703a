//! `dragonfly alert-test`: does an alert arrive?

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;

use crate::context::Context;
use crate::discord::{Embed, Field};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::webhooks::Webhooks;

const GREEN: u32 = 0x002E_CC71;
const AFTER_HELP: &str = "\
Posts to the addresses in DISCORD_WEBHOOK_URL, SLACK_WEBHOOK_URL and ALERT_WEBHOOK_URL, where they are set; they \
are never printed. Exit code 1: it did not arrive at one of them.

Examples:
  dragonfly alert-test
  dragonfly --env prod alert-test --message 'new channel'";

/// Arguments of `dragonfly alert-test`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct AlertTestArgs {
    /// What it says.
    #[arg(long, value_name = "TEXT", default_value = "This is a test: alerts arrive here.")]
    message: String,
}

#[derive(Serialize)]
struct Sent {
    sent: bool,
    error: Option<String>,
}

/// Posts one message.
pub async fn run(args: &AlertTestArgs, context: &Context) -> Result<Exit, Failure> {
    let webhooks = Webhooks::of(context)?;
    let embed = Embed {
        title: "Test alert".to_owned(),
        description: args.message.clone(),
        color: GREEN,
        timestamp: Timestamp::now().to_string(),
        fields: vec![Field::new("Environment", &context.environment(), true)],
    };
    let failure = webhooks.post(&embed).await.err();
    let sent = Sent { sent: failure.is_none(), error: failure.as_ref().map(ToString::to_string) };
    if let Some(failure) = &failure {
        context.out.failure(failure);
    }
    if failure.is_none() || context.out.is_json() {
        context.out.data(&sent, |_| "sent".to_owned())?;
    }
    Ok(Exit::found(failure.is_some()))
}
