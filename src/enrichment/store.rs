//! Statements on cases; each is kept.

use crate::enrichment::statements;
use crate::statement;
use dragonfly_domain::enrichment::CaseRequest;
use pgrx::Spi;
use pgrx::datum::{AnyNumeric, DatumWithOid, Uuid};

use crate::error::{Error, Result};
use crate::ids;
use crate::jsonb::RawJsonb;

/// Score, tier and time; true when the case is there.
pub fn set_enrichment(
    case_id: Uuid,
    score: Option<AnyNumeric>,
    tier: Option<&str>,
    summary: Option<&str>,
) -> Result<bool> {
    let arguments = [case_id.into(), score.into(), tier.into(), summary.into()];
    Spi::connect(|client| {
        let rows = statements::SET_ENRICHMENT.run(client, &arguments)?;
        Ok(!rows.is_empty())
    })
}

/// Identity, contactability, asset, recency and amount, adverse penalty, collectability, and the tier;
/// true when the case is there.
pub fn set_scores(
    case_id: Uuid,
    scores: [Option<AnyNumeric>; 6],
    tier: Option<&str>,
) -> Result<bool> {
    let mut arguments: Vec<DatumWithOid<'_>> = vec![case_id.into()];
    arguments.extend(scores.into_iter().map(DatumWithOid::from));
    arguments.push(tier.into());
    Spi::connect(|client| {
        let rows = statements::SET_SCORES.run(client, &arguments)?;
        Ok(!rows.is_empty())
    })
}

/// Locks the case for what is written beside it: two bundles of one case come one after the other. Whether
/// there is such a case.
pub fn lock_case(case_id: Uuid) -> Result<bool> {
    Spi::connect(|client| {
        let rows = statements::LOCK_CASE.run(client, &[case_id.into()])?;
        Ok(!rows.is_empty())
    })
}

/// Whether there is such a case.
pub fn case_exists(case_id: Uuid) -> Result<bool> {
    Spi::connect(|client| {
        let rows = statements::CASE_EXISTS.run(client, &[case_id.into()])?;
        Ok(!rows.is_empty())
    })
}

/// Makes the case unless it is there; its id.
pub fn put_case(case: &CaseRequest, raw: Option<RawJsonb>) -> Result<Uuid> {
    let org_id = ids::datum(case.org_id);
    let arguments = [
        org_id.into(),
        case.source.as_str().into(),
        case.case_number.as_str().into(),
        case.title.as_str().into(),
        case.court.as_deref().into(),
        case.state.as_deref().into(),
        case.county.as_deref().into(),
        case.case_type.as_deref().into(),
        case.status.as_deref().into(),
        case.amount_awarded.as_deref().into(),
        case.judgment_date.map(|date| date.to_string()).into(),
        case.filing_date.map(|date| date.to_string()).into(),
        raw.into(),
    ];
    Spi::connect(|client| {
        statements::PUT_CASE.run(client, &arguments)?;
        let key = [org_id.into(), case.source.as_str().into(), case.case_number.as_str().into()];
        let rows = statements::FIND_CASE.run(client, &key)?;
        let found = if rows.is_empty() { None } else { rows.first().get_one::<Uuid>()? };
        found.ok_or_else(|| Error::set_up("cases do not reach judgments.cases"))
    })
}

/// What is answered of a case and its entities; the ids in input order, `made` of them new.
pub fn case_answer(case_id: Uuid, ids: Vec<Uuid>, made: i64) -> Result<RawJsonb> {
    let arguments = [case_id.into(), ids.into(), made.into()];
    let answer = Spi::connect(|client| -> Result<_> {
        let rows = statements::CASE_ANSWER.run(client, &arguments)?;
        statement::first_value(rows)
    })?;
    answer
        .map(RawJsonb::move_here)
        .ok_or_else(|| Error::set_up("cases do not reach judgments.cases"))
}
