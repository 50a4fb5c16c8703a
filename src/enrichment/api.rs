//! SQL signatures of the enrichment functions: decode, ask the rules, call the store, answer.

use dragonfly_domain::enrichment::{CaseRequest, Entity, score};
use dragonfly_domain::field::Field;
use dragonfly_domain::input::{Input, InputFault, required};
use pgrx::JsonB;
use pgrx::datum::{AnyNumeric, Uuid};
use pgrx::prelude::*;

use super::bundle;
use super::entities::{self, Party};
use super::store;
use crate::body::{Body, bounded};
use crate::caller::require_read_committed;
use crate::element::Element;
use crate::error::{Error, Reason, Result};
use crate::jsonb::RawJsonb;
use crate::{boundary, ids};

/// Score, tier and the time of enrichment of a case; a summary becomes an enrichment run. NULL leaves
/// nothing: it is written. Errors: no case id, a score outside 0 to 100 P0001; no such case PT404.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn set_case_enrichment(
    p_case_id: Option<Uuid>,
    p_collectability_score: Option<AnyNumeric>,
    p_collectability_tier: Option<&str>,
    p_summary: default!(Option<&str>, "NULL"),
) {
    boundary::run("set_case_enrichment", || {
        let case_id = p_case_id.ok_or(InputFault::Missing("case_id"))?;
        let score = checked_score("collectability_score", p_collectability_score)?;
        require_read_committed()?;
        let (tier, summary) = (spoken(p_collectability_tier), spoken(p_summary));
        found(case_id, store::set_enrichment(case_id, score, tier, summary)?)
    });
}

/// All scores of a case, its tier and the time of scoring. Errors as above.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
#[allow(
    clippy::too_many_arguments,
    reason = "the signature is the contract of docs/contract/cases.md"
)]
fn set_case_scores(
    p_case_id: Option<Uuid>,
    p_identity_score: Option<AnyNumeric>,
    p_contactability_score: Option<AnyNumeric>,
    p_asset_score: Option<AnyNumeric>,
    p_recency_amount_score: Option<AnyNumeric>,
    p_adverse_penalty: Option<AnyNumeric>,
    p_collectability_score: Option<AnyNumeric>,
    p_collectability_tier: Option<&str>,
) {
    boundary::run("set_case_scores", || {
        let case_id = p_case_id.ok_or(InputFault::Missing("case_id"))?;
        let scores = [
            checked_score("identity_score", p_identity_score)?,
            checked_score("contactability_score", p_contactability_score)?,
            checked_score("asset_score", p_asset_score)?,
            checked_score("recency_amount_score", p_recency_amount_score)?,
            checked_score("adverse_penalty", p_adverse_penalty)?,
            checked_score("collectability_score", p_collectability_score)?,
        ];
        require_read_committed()?;
        found(case_id, store::set_scores(case_id, scores, spoken(p_collectability_tier))?)
    });
}

/// Contacts and assets of a case's entities, upserted; what an element does not name stays as it is.
/// Counts, and what was skipped and why. Errors: no case id, a list that is no array P0001; no such case PT404.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn upsert_enrichment_bundle(bundle: default!(Option<RawJsonb>, "NULL")) -> JsonB {
    boundary::run("upsert_enrichment_bundle", || {
        let bundle = bounded("bundle", bundle)?.ok_or_else(|| unwrapped("bundle", "case_id"))?;
        let body = Body::of_object(Some(bundle));
        let case_id = required("case_id", body.input().uuid("case_id")?)?;
        let [contacts, assets] = [body.list("contacts")?, body.list("assets")?];
        require_read_committed()?;
        let case_id = ids::datum(case_id);
        found(case_id, store::lock_case(case_id)?)?;
        bundle::merge(case_id, &contacts, &assets)
    })
}

/// The entity of that case, role and name, made when it is not there; later calls fill what is empty.
/// Errors: no case id, no name, a malformed field P0001; no such case, plaintiff or judgment PT404.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn insert_or_get_entity(payload: default!(Option<RawJsonb>, "NULL")) -> Uuid {
    boundary::run("insert_or_get_entity", || {
        let payload =
            bounded("payload", payload)?.ok_or_else(|| unwrapped("payload", "case_id"))?;
        let body = Body::of_object(Some(payload));
        let sent = body.input();
        let case_id = required("case_id", sent.uuid("case_id")?)?;
        let party = Party { entity: Entity::read(&sent)?, raw: Some(payload) };
        require_read_committed()?;
        let case_id = ids::datum(case_id);
        found(case_id, store::case_exists(case_id)?)?;
        let (ids, _) = entities::put(case_id, &[party])?;
        ids.first().copied().ok_or_else(entities::swallowed)
    })
}

/// A case with its entities, made when they are not there; the case, its id, the ids of the entities in
/// input order. Errors: no case number, a malformed field P0001; no such plaintiff or judgment PT404.
#[pg_extern(schema = "public", volatile, parallel_unsafe)]
#[search_path(pg_catalog, pg_temp)]
fn insert_or_get_case_with_entities(payload: default!(Option<RawJsonb>, "NULL")) -> RawJsonb {
    boundary::run("insert_or_get_case_with_entities", || {
        let payload = bounded("payload", payload)?
            .ok_or_else(|| unwrapped("payload", "payload.case.case_number"))?;
        let body = Body::of_object(Some(payload));
        let raw = body.object("case");
        let case = CaseRequest::read(&Body::of_object(raw).input())?;
        let parties = parties(&body.list("entities")?)?;
        require_read_committed()?;
        let case_id = store::put_case(&case, raw)?;
        let (ids, made) = entities::put(case_id, &parties)?;
        store::case_answer(case_id, ids, made)
    })
}

/// `PostgREST` calls with NULL for a body without the argument's name, whatever else the body has.
fn unwrapped(argument: &str, field: &'static str) -> Error {
    let example = match field {
        "case_id" => r#""case_id": …"#,
        _ => r#""case": {"case_number": …}"#,
    };
    Error::from(InputFault::Missing(field))
        .detail(format!("{argument} is null"))
        .hint(format!(r#"Wrap the body in {argument}: {{"{argument}": {{{example}}}}}."#))
}

/// What the entities of a case are; a fault names the element.
fn parties(elements: &[Element]) -> Result<Vec<Party>> {
    let read = |(index, element): (usize, &Element)| {
        let raw = element.nested();
        Entity::read(&Body::of_object(raw).input())
            .map(|entity| Party { entity, raw })
            .map_err(|fault| Error::from(fault).detail(format!("entities, element {index}")))
    };
    elements.iter().enumerate().map(read).collect()
}

fn checked_score(name: &'static str, value: Option<AnyNumeric>) -> Result<Option<AnyNumeric>> {
    let digits = value.as_ref().map(ToString::to_string);
    let field = digits.map_or(Field::Null, |digits| Field::Number(digits.into()));
    score(&Input(vec![(name, field)]), name)?;
    Ok(value)
}

fn spoken(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn found(case_id: Uuid, found: bool) -> Result<()> {
    if found {
        return Ok(());
    }
    Err(Error::new(Reason::CaseNotFound, format!("case {case_id} not found"))
        .detail(format!("case_id is {case_id}"))
        .hint("Give the case_id of a row of judgments.cases."))
}
