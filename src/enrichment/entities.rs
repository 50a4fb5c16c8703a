//! Entities of a case: one set statement for all of them, however many sessions send the same.

use dragonfly_domain::enrichment::Entity;
use pgrx::datum::{DatumWithOid, IntoDatum, Uuid};
use pgrx::spi::SpiClient;
use pgrx::{Spi, oids_of};

use crate::columns;
use crate::error::{Error, Reason, Result};
use crate::ids;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};

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
        let types = || {
            let mut types = oids_of![Uuid].to_vec();
            types.extend([oids_of![Vec<String>]; 7].concat());
            types.extend(oids_of![Vec<RawJsonb>]);
            types
        };
        let made = plan::write(client, "put_entities", "", &arguments, |client| {
            Ok(Text::new(columns::typed(client, PUT)?, types()))
        })?;
        let made = made.first().get_one::<i64>()?.unwrap_or_default();
        let [case_id, roles, normalized, names, ..] = arguments;
        let keys = [case_id, roles, normalized, names];
        let rows = plan::write(client, "find_entities", "", &keys, |client| {
            let types = oids_of![Uuid, Vec<String>, Vec<String>, Vec<String>];
            Ok(Text::new(columns::typed(client, FIND)?, types))
        })?;
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

const PUT: &str = "
with sent as materialized (
    select distinct on (role, name_normalized) *
    from (select place, role, name_full, first_name, last_name, business_name, ein_or_ssn, raw,
                 coalesce(name_normalized, 'hash_' || pg_catalog.md5(name_full)) as name_normalized
          from unnest($2, $3, $4, $5, $6, $7, $8, $9) with ordinality
              as it (role, name_normalized, name_full, first_name, last_name, business_name,
                     ein_or_ssn, raw, place)) as named
    order by role, name_normalized, place),
written as (
    insert into parties.entities as entity (org_id, case_id, role, name_full, first_name, last_name,
        business_name, ein_or_ssn, address, phones, emails, raw, name_normalized)
    select owner.org_id, owner.case_id, role::[parties.entities.role], name_full, first_name, last_name, business_name,
           ein_or_ssn, nullif(sent.raw -> 'address', 'null'), nullif(sent.raw -> 'phones', 'null'),
           nullif(sent.raw -> 'emails', 'null'), coalesce(sent.raw, '{}'), name_normalized
    from sent, judgments.cases as owner
    where owner.case_id = $1
    order by role, name_normalized
    on conflict (case_id, role, name_normalized) do update
    set name_full = coalesce(nullif(entity.name_full, ''), excluded.name_full),
        first_name = coalesce(nullif(entity.first_name, ''), excluded.first_name),
        last_name = coalesce(nullif(entity.last_name, ''), excluded.last_name),
        business_name = coalesce(nullif(entity.business_name, ''), excluded.business_name),
        ein_or_ssn = coalesce(nullif(entity.ein_or_ssn, ''), excluded.ein_or_ssn),
        address = coalesce(entity.address, excluded.address),
        phones = coalesce(entity.phones, excluded.phones),
        emails = coalesce(entity.emails, excluded.emails)
    where (coalesce(entity.name_full, '') = '' and excluded.name_full is not null)
       or (coalesce(entity.first_name, '') = '' and excluded.first_name is not null)
       or (coalesce(entity.last_name, '') = '' and excluded.last_name is not null)
       or (coalesce(entity.business_name, '') = '' and excluded.business_name is not null)
       or (coalesce(entity.ein_or_ssn, '') = '' and excluded.ein_or_ssn is not null)
       or (entity.address is null and excluded.address is not null)
       or (entity.phones is null and excluded.phones is not null)
       or (entity.emails is null and excluded.emails is not null)
    returning entity.xmax = 0 as is_new)
select pg_catalog.count(*) filter (where is_new) from written";

const FIND: &str = "
select entity.entity_id
from unnest($2, $3, $4) with ordinality as it (role, name_normalized, name_full, place)
join parties.entities as entity
    on entity.case_id = $1 and entity.role = it.role::[parties.entities.role]
   and entity.name_normalized = coalesce(it.name_normalized, 'hash_' || pg_catalog.md5(it.name_full))
order by it.place";

/// The plaintiffs and judgments that entities name must be there.
fn refuse_unknown(client: &SpiClient<'_>, parties: &[Party]) -> Result<()> {
    let Some((plaintiffs, judgments)) = links(parties) else { return Ok(()) };
    let arguments = [plaintiffs.into(), judgments.into()];
    let rows = plan::write(client, "unknown_links", "", &arguments, |_| {
        let sql = "
            select 'plaintiff ' || it.id from unnest($1) as it (id)
            where it.id is not null and not exists (select from public.plaintiffs where id = it.id)
            union all
            select 'judgment ' || it.id from unnest($2) as it (id)
            where it.id is not null and not exists (select from public.judgments where id = it.id)
            limit 1";
        Ok(Text::new(sql, oids_of![Vec<Uuid>, Vec<i64>]))
    })?;
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
    plan::write(client, "link_entities", "", &arguments, |_| {
        let sql = "
            insert into parties.entity_links (entity_id, plaintiff_id, judgment_id)
            select entity_id, plaintiff_id, null
            from unnest($1, $2) as it (entity_id, plaintiff_id) where plaintiff_id is not null
            union all
            select entity_id, null, judgment_id
            from unnest($1, $3) as it (entity_id, judgment_id) where judgment_id is not null
            order by 1, 2, 3
            on conflict do nothing";
        Ok(Text::new(sql, oids_of![Vec<Uuid>, Vec<Uuid>, Vec<i64>]))
    })?;
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
