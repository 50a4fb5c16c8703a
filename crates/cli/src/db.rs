//! The connection, and the database's errors in a form that commands can show.

use std::error::Error as _;
use std::fmt;
use std::future::{pending, poll_fn};
use std::io::{self, Write};
use std::pin::pin;

use futures_util::TryStreamExt;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::Mutex;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_postgres::error::{DbError, SqlState};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{AsyncMessage, Client, Connection, Error, Row};

use crate::context::Context;
use crate::failure::Failure;
use crate::screen::plain;
use crate::target::Target;

/// What the database said when it did not do what was asked.
#[derive(Clone, Debug, Default)]
pub struct Refusal {
    /// Its message.
    pub message: String,
    /// DETAIL, without the reason.
    pub detail: Option<String>,
    /// The word for the refusal, where the extension gave one.
    pub reason: Option<String>,
    /// HINT, its own or ours.
    pub hint: Option<String>,
    /// SQLSTATE; none when the connection broke.
    pub state: Option<String>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// A connected database.
#[derive(Debug)]
pub struct Db {
    client: Client,
    heard: Mutex<UnboundedReceiver<String>>,
}

impl Db {
    /// Connects, within the time-out of the connection string (10 s when it has none).
    pub async fn connect(target: &Target) -> Result<Self, Failure> {
        let no_connection = |reason| Failure::NoConnection { target: target.to_string(), reason };
        let tls = target.tls.connector().map_err(no_connection)?;
        let connected = target.config.connect(tls).await;
        let (client, connection) = connected.map_err(|error| no_connection(reason(&error)))?;
        // It ends with the client; what breaks it, the statement in flight reports.
        let (tell, heard) = unbounded_channel();
        tokio::spawn(attend(connection, tell));
        Ok(Self { client, heard: Mutex::new(heard) })
    }

    /// The connection of the look before, or a new one when that broke.
    pub async fn kept<'a>(
        kept: &'a mut Option<Self>,
        context: &Context,
    ) -> Result<&'a Self, Failure> {
        let db = match kept.take().filter(|db| !db.client.is_closed()) {
            Some(db) => db,
            None => context.connect().await?,
        };
        Ok(kept.insert(db))
    }

    /// Runs a statement with text parameters, unprepared, so that it also works through a pooler.
    pub async fn rows(&self, sql: &str, parameters: &[&str]) -> Result<Vec<Row>, Failure> {
        let parameters: Vec<(&(dyn ToSql + Sync), Type)> =
            parameters.iter().map(|text| (text as &(dyn ToSql + Sync), Type::TEXT)).collect();
        self.client.query_typed(sql, &parameters).await.map_err(|error| failure(&error))
    }

    /// The one JSON document, as text, that a statement answers.
    pub async fn json<T: DeserializeOwned>(
        &self,
        sql: &str,
        parameters: &[&str],
    ) -> Result<T, Failure> {
        let rows = self.rows(sql, parameters).await?;
        let text: &str = rows.first().map(value).transpose()?.unwrap_or("null");
        serde_json::from_str(text).map_err(|error| Failure::Mismatch(error.to_string()))
    }

    /// The payload of the next notification; never returns when the connection broke.
    pub async fn heard(&self) -> String {
        match self.heard.lock().await.recv().await {
            Some(payload) => payload,
            None => pending().await,
        }
    }

    /// Forgets the notifications that have come.
    pub async fn forget_heard(&self) {
        let mut heard = self.heard.lock().await;
        while heard.try_recv().is_ok() {}
    }

    /// Whether the connection broke.
    pub fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Writes what a COPY … TO STDOUT sends.
    pub async fn copy_out(&self, sql: &str, file: &mut impl Write) -> Result<(), Failure> {
        let sent = self.client.copy_out(sql).await.map_err(|error| failure(&error))?;
        let mut sent = pin!(sent);
        while let Some(chunk) = sent.try_next().await.map_err(|error| failure(&error))? {
            file.write_all(&chunk).map_err(Failure::Output)?;
        }
        Ok(())
    }

    /// Runs statements that answer nothing.
    pub async fn run(&self, sql: &str) -> Result<(), Failure> {
        self.client.batch_execute(sql).await.map_err(|error| failure(&error))
    }
}

/// Keeps the connection going, and passes on what the server warns of and notifies.
async fn attend<S, T>(mut connection: Connection<S, T>, tell: UnboundedSender<String>)
where
    S: AsyncRead + AsyncWrite + Unpin,
    T: AsyncRead + AsyncWrite + Unpin,
{
    while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
        if let AsyncMessage::Notification(notification) = &message {
            // Nobody listens any more when the client is gone.
            let _ = tell.send(notification.payload().to_owned());
        }
        if let AsyncMessage::Notice(notice) = message
            && notice.severity() == "WARNING"
        {
            let hint = notice.hint().map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
            let said = format!("{}{hint}", notice.message());
            let _ = writeln!(io::stderr(), "warning: {}", plain(&said));
        }
    }
}

/// A value of a row; a statement of ours that does not have it is a mismatch of versions.
pub fn value<'row, T: tokio_postgres::types::FromSql<'row>>(row: &'row Row) -> Result<T, Failure> {
    row.try_get(0).map_err(|error| failure(&error))
}

fn failure(error: &Error) -> Failure {
    let Some(said) = error.as_db_error() else {
        let message = reason(error);
        return Failure::Database(Refusal { message, ..Refusal::default() });
    };
    let (detail, reason) = said.detail().map(without_reason).unwrap_or_default();
    let refusal = Refusal {
        message: said.message().to_owned(),
        detail: detail.map(str::to_owned),
        reason: reason.map(str::to_owned),
        hint: hint(said).or(said.hint()).map(str::to_owned),
        state: Some(said.code().code().to_owned()),
    };
    if is_refusal(said.code()) { Failure::Refused(refusal) } else { Failure::Database(refusal) }
}

/// DETAIL and the reason, which is a line of its own at its end.
fn without_reason(detail: &str) -> (Option<&str>, Option<&str>) {
    match detail.rsplit_once(REASON) {
        Some(("", reason)) => (None, Some(reason)),
        Some((rest, reason)) if rest.ends_with('\n') => (Some(rest.trim_end()), Some(reason)),
        _ => (Some(detail), None),
    }
}

const REASON: &str = "reason: ";

/// Whether the request itself is at fault: bad input (P0001 and class 22), a missing thing (PT404) or
/// a conflict (class 23). Everything else keeps the database from looking at it.
fn is_refusal(state: &SqlState) -> bool {
    let code = state.code();
    code == "P0001" || code == "PT404" || code.starts_with("22") || code.starts_with("23")
}

/// What to do about errors that are Postgres's own: it has no hint for them, or one for people who
/// wrote the statement.
fn hint(said: &DbError) -> Option<&'static str> {
    match said.code() {
        code if *code == SqlState::INSUFFICIENT_PRIVILEGE && said.hint().is_none() => {
            Some("connect as a user that may act as service_role")
        }
        code if *code == SqlState::UNDEFINED_FUNCTION
            || *code == SqlState::UNDEFINED_TABLE
            || *code == SqlState::INVALID_SCHEMA_NAME =>
        {
            Some(
                "is this the right database? dragonfly install sets it up \
                 (CREATE EXTENSION dragonfly_queue CASCADE)",
            )
        }
        _ => None,
    }
}

/// An error and its causes in one line; tokio-postgres says "db error" and keeps the rest inside.
fn reason(error: &Error) -> String {
    if let Some(said) = error.as_db_error() {
        return said.message().to_owned();
    }
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text += ": ";
            text += &inner_text;
        }
        cause = inner.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_is_a_refusal_and_a_broken_server_is_not() {
        for code in ["P0001", "PT404", "22P02", "22P05", "23505"] {
            assert!(is_refusal(&SqlState::from_code(code)), "{code}");
        }
        for code in ["42501", "42883", "55000", "57P01", "08006", "XX000", "40P01"] {
            assert!(!is_refusal(&SqlState::from_code(code)), "{code}");
        }
    }
}
