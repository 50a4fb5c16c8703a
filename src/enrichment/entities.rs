//! Entities of a case: one set statement for all of them, however many sessions send the same.

use crate::enrichment::statements;
use dragonfly_domain::enrichment::Entity;
use pgrx::Spi;
use pgrx::datum::{DatumWithOid, Uuid};
use pgrx::spi::SpiClient;

use crate::error::{Error, Reason, Result};
use crate::ids;
use crate::jsonb::RawJsonb;

/// An entity with the element it came in.
pub struct Party {
    /// What was read of it.
    pub entity: Entity,
    /// All of it.
    pub raw: Option<RawJsonb>,
}

/// A trigger or rule keeps rows out.
pub fn swallowed() -> Error {
    Error::new(Reason::RowNotKept, "entities do not reach parties.entities")
        .hint("Look for triggers, rules and policies on that table.")
}

/// Makes those that are not there, fills what is empty in the others; the ids in input order, and how
/// many are new. In the order of their keys, so that two calls never wait for each other in a circle.
pub fn put(case_id: Uuid, parties: &[Party]) -> Result<(Vec<Uuid>, i64)> {
    if parties.is_empty() {
        return Ok((Vec::new(), 0));
    }
    Spi::connect(|client| {
        refuse_unknown(client, parties)?;
        let arguments = arguments(case_id, parties);
        let made = statements::PUT_ENTITIES.run(client, &arguments)?;
        let made = made.first().get_one::<i64>()?.unwrap_or_default();
        let [case_id, roles, normalized, names, ..] = arguments;
        let keys = [case_id, roles, normalized, names];
        let rows = statements::FIND_ENTITIES.run(client, &keys)?;
        let ids = rows.map(|row| Ok(row.get::<Uuid>(1)?)).filter_map(Result::transpose);
        let ids = ids.collect::<Result<Vec<Uuid>>>()?;
        if ids.len() < parties.len() {
            return Err(swallowed());
        }
        link(client, &ids, parties)?;
        Ok((ids, made))
    })
}

fn arguments(case_id: Uuid, parties: &[Party]) -> [DatumWithOid<'static>; 9] {
    let texts = |text: fn(&Entity) -> Option<&str>| -> DatumWithOid<'static> {
        let texts = parties.iter().map(|party| text(&party.entity).map(str::to_owned));
        texts.collect::<Vec<Option<String>>>().into()
    };
    [
        case_id.into(),
        texts(|entity| Some(entity.role)),
        texts(|entity| entity.name_normalized.as_deref()),
        texts(|entity| Some(&entity.name_full)),
        texts(|entity| entity.first_name.as_deref()),
        texts(|entity| entity.last_name.as_deref()),
        texts(|entity| entity.business_name.as_deref()),
        texts(|entity| entity.ein_or_ssn.as_deref()),
        parties.iter().map(|party| party.raw).collect::<Vec<_>>().into(),
    ]
}

/// The plaintiffs and judgments that entities name must be there.
fn refuse_unknown(client: &SpiClient<'_>, parties: &[Party]) -> Result<()> {
    let Some((plaintiffs, judgments)) = links(parties) else { return Ok(()) };
    let arguments = [plaintiffs.into(), judgments.into()];
    let rows = statements::UNKNOWN_LINKS.run(client, &arguments)?;
    if rows.is_empty() {
        return Ok(());
    }
    let unknown = rows.first().get_one::<String>()?.unwrap_or_default();
    Err(Error::new(Reason::LinkNotFound, format!("{unknown} not found"))
        .detail(format!("the entity names {unknown}"))
        .hint("Link plaintiffs and judgments that are there."))
}

fn link(client: &SpiClient<'_>, ids: &[Uuid], parties: &[Party]) -> Result<()> {
    let Some((plaintiffs, judgments)) = links(parties) else { return Ok(()) };
    let arguments = [ids.to_vec().into(), plaintiffs.into(), judgments.into()];
    statements::LINK_ENTITIES.run(client, &arguments)?;
    Ok(())
}

/// What the entities are linked to; `None` when nothing is.
#[allow(clippy::type_complexity, reason = "two columns")]
fn links(parties: &[Party]) -> Option<(Vec<Option<Uuid>>, Vec<Option<i64>>)> {
    let columns: (Vec<Option<Uuid>>, Vec<Option<i64>>) = parties
        .iter()
        .map(|Party { entity, .. }| {
            let plaintiff = entity.plaintiff_id.map(ids::datum);
            (plaintiff, entity.judgment_id)
        })
        .unzip();
    let any = columns.0.iter().any(Option::is_some) || columns.1.iter().any(Option::is_some);
    any.then_some(columns)
}
