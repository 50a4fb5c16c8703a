//! The schema files in install order. Adding a subsystem is adding its file here.

use dragonfly_domain::schema::{Item, parse};

use crate::error::Result;

const FILES: &[&str] =
    &[include_str!("../../sql/schema/base.sql"), include_str!("../../sql/schema/queue.sql")];

/// Every object of the data model, in the order in which it can be created.
pub fn items() -> Result<Vec<Item>> {
    let mut items = Vec::new();
    for file in FILES {
        items.extend(parse(file)?);
    }
    Ok(items)
}
