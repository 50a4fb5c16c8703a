//! Whether anon is kept out: what `dragonfly_queue.anon_access` says, else what it said at the last installation.
//! A dump of one database carries no settings, and a restored database must not be more open than the old one.

use pgrx::spi::SpiClient;

use super::converge::Note;
use super::{ddl, store};
use crate::error::Result;

const NAME: &str = "anon_access";
/// The value of a setting that somebody made; without one it is the default.
const SET: &str = include_str!("sql/anon_access_setting.sql");
const REMEMBERED: &str = "select value #>> '{}' from dragonfly.settings where name = $1";

/// Whether anon may call nothing.
pub fn is_kept_out(client: &SpiClient<'_>) -> Result<bool> {
    Ok(wanted(client)?.is_some_and(|value| value == "none"))
}

fn wanted(client: &SpiClient<'_>) -> Result<Option<String>> {
    match store::value::<String>(client, SET, &[])? {
        Some(value) => Ok(Some(value)),
        None => remembered(client),
    }
}

fn remembered(client: &SpiClient<'_>) -> Result<Option<String>> {
    // Another make of it, which is there before it is adopted, may lack the columns.
    if !store::is_ours(client, "dragonfly.settings")? {
        return Ok(None);
    }
    store::value(client, REMEMBERED, &[NAME.into()])
}

/// Keeps what the setting says.
pub fn remember(client: &mut SpiClient<'_>, note: &mut Note<'_>) -> Result<()> {
    let Some(value) = store::value::<String>(client, SET, &[])? else { return Ok(()) };
    let known = remembered(client)?;
    if known.as_deref().unwrap_or("contract") == value {
        return Ok(());
    }
    let sql = include_str!("sql/remember.sql");
    ddl::as_owner(client, sql, &[NAME.into(), value.as_str().into()])?;
    note("remembered", &format!("anon_access {value}"));
    Ok(())
}
