//! What may be asked of the functions of jobs. NULL means the default everywhere.

use super::JobFault;
use crate::field::Field;
use crate::queue::MAX_QUANTITY;
use crate::size::{MAX_PAYLOAD_BYTES, Size};

/// What `public.jobs` holds of a company or a user.
const MAX_NAME: usize = 255;
/// A request for work says where the documents are; it does not carry them.
const MAX_JOB_BYTES: usize = 1024 * 1024;
/// Of an error's text as much is kept.
const MAX_ERROR: usize = 10_000;
const EXCERPT: usize = 100;

/// A job to be created, apart from what the table's own trigger checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewJob<'a> {
    /// The company it is for.
    pub company_id: Option<&'a str>,
    /// The user who asks for it.
    pub user_id: Option<&'a str>,
}

impl NewJob<'_> {
    /// Checks the lengths of both and the size of the payload.
    pub fn check(&self, payload: Size) -> Result<(), JobFault> {
        bounded("company_id", self.company_id, MAX_NAME)?;
        bounded("user_id", self.user_id, MAX_NAME)?;
        Ok(payload.check("payload", MAX_JOB_BYTES)?)
    }
}

/// What a worker asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim<'a> {
    /// The types it can do; `None` is all.
    pub types: Option<Vec<String>>,
    /// How many jobs at the most, 1 to 1000.
    pub quantity: i32,
    /// What it calls itself.
    pub worker: Option<&'a str>,
    /// How long it may go without a word, 1 to 86 400 seconds.
    pub lease_seconds: i32,
}

impl<'a> Claim<'a> {
    /// Defaults: all types, 5 jobs, 300 seconds.
    pub fn read(
        types: Option<Vec<Option<String>>>,
        quantity: Option<i32>,
        worker: Option<&'a str>,
        lease_seconds: Option<i32>,
    ) -> Result<Self, JobFault> {
        let quantity = quantity.unwrap_or(5);
        if !(1..=MAX_QUANTITY).contains(&quantity) {
            return Err(JobFault::BadQuantity(quantity));
        }
        bounded("worker", worker, MAX_NAME)?;
        let lease_seconds = lease_seconds.unwrap_or(300);
        if !(1..=86_400).contains(&lease_seconds) {
            return Err(JobFault::BadLease(lease_seconds));
        }
        let types = types.map(|types| types.into_iter().flatten().collect());
        Ok(Self { types, quantity, worker, lease_seconds })
    }
}

/// The value, or the fault that it is missing.
pub fn required<T>(field: &'static str, value: Option<T>) -> Result<T, JobFault> {
    value.ok_or(JobFault::Missing(field))
}

/// Progress to be merged: an object, or nothing where only the lease is to be extended.
pub fn progress(value: &Field<'_>, size: Size) -> Result<(), JobFault> {
    object("progress", value, size)
}

/// Artifacts by their types: an object whose keys are types, or nothing.
pub fn artifacts<'a>(
    value: &Field<'_>,
    size: Size,
    types: impl IntoIterator<Item = &'a str>,
) -> Result<(), JobFault> {
    object("artifacts", value, size)?;
    types.into_iter().try_for_each(|name| artifact_type(Some(name), Size::default()).map(|_| ()))
}

/// What the data of an artifact are, any name that is not blank; `data` is their size.
pub fn artifact_type(name: Option<&str>, data: Size) -> Result<&str, JobFault> {
    let name = name.filter(|name| !name.trim().is_empty());
    let name = name.ok_or(JobFault::Missing("artifact_type"))?;
    bounded("artifact_type", Some(name), MAX_NAME)?;
    data.check("data", MAX_PAYLOAD_BYTES)?;
    Ok(name)
}

/// The text of a failure. A worker that cannot say why must still be able to say that.
#[must_use]
pub fn failure(error: Option<&str>) -> String {
    match error.map(str::trim).filter(|error| !error.is_empty()) {
        Some(error) => error.chars().take(MAX_ERROR).collect(),
        None => "failed without a reason".to_owned(),
    }
}

fn object(field: &'static str, value: &Field<'_>, size: Size) -> Result<(), JobFault> {
    match value {
        Field::Absent | Field::Null | Field::Object(_) => Ok(size.check(field, MAX_PAYLOAD_BYTES)?),
        other => Err(JobFault::NotObject(field, other.excerpt(EXCERPT))),
    }
}

fn bounded(field: &'static str, text: Option<&str>, limit: usize) -> Result<(), JobFault> {
    let length = text.map_or(0, |text| text.chars().count());
    if length > limit {
        return Err(JobFault::TooLong { field, limit, length });
    }
    Ok(())
}

#[cfg(test)]
#[path = "request_tests.rs"]
mod tests;
