//! Statements on cases; each is kept.

use dragonfly_domain::enrichment::CaseRequest;
use pgrx::datum::{AnyNumeric, DatumWithOid, IntoDatum, Uuid};
use pgrx::{Spi, oids_of};

use crate::columns;
use crate::error::{Error, Result};
use crate::ids;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};

/// Score, tier and time; true when the case is there.
pub fn set_enrichment(
    case_id: Uuid,
    score: Option<AnyNumeric>,
    tier: Option<&str>,
    summary: Option<&str>,
) -> Result<bool> {
    let arguments = [case_id.into(), score.into(), tier.into(), summary.into()];
    Spi::connect(|client| {
        let rows = plan::write(client, "set_enrichment", "", &arguments, |client| {
            let sql = "
                with enriched as (
                    update judgments.cases
                    set collectability_score = $2,
                        collectability_tier = $3::[judgments.cases.collectability_tier],
                        last_enriched_at = pg_catalog.now(), updated_at = pg_catalog.now()
                    where case_id = $1
                    returning case_id),
                run as (
                    insert into judgments.enrichment_runs (case_id, status, summary)
                    select case_id, 'completed', $4 from enriched where $4 is not null)
                select case_id from enriched";
            let types = oids_of![Uuid, AnyNumeric, String, String];
            Ok(Text::new(columns::typed(client, sql)?, types))
        })?;
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
        let rows = plan::write(client, "set_scores", "", &arguments, |client| {
            let sql = "
                update judgments.cases
                set identity_score = $2, contactability_score = $3, asset_score = $4,
                    recency_amount_score = $5, adverse_penalty = $6, collectability_score = $7,
                    collectability_tier = $8::[judgments.cases.collectability_tier],
                    last_scored_at = pg_catalog.now(),
                    updated_at = pg_catalog.now()
                where case_id = $1
                returning case_id";
            let types = oids_of![
                Uuid, AnyNumeric, AnyNumeric, AnyNumeric, AnyNumeric, AnyNumeric, AnyNumeric,
                String
            ];
            Ok(Text::new(columns::typed(client, sql)?, types))
        })?;
        Ok(!rows.is_empty())
    })
}

/// Locks the case for what is written beside it: two bundles of one case come one after the other. Whether
/// there is such a case.
pub fn lock_case(case_id: Uuid) -> Result<bool> {
    Spi::connect(|client| {
        let rows = plan::write(client, "lock_case", "", &[case_id.into()], |_| {
            let sql = "select from judgments.cases where case_id = $1 for no key update";
            Ok(Text::new(sql, oids_of![Uuid]))
        })?;
        Ok(!rows.is_empty())
    })
}

/// Whether there is such a case.
pub fn case_exists(case_id: Uuid) -> Result<bool> {
    Spi::connect(|client| {
        let rows = plan::write(client, "case_exists", "", &[case_id.into()], |_| {
            let sql = "select from judgments.cases where case_id = $1";
            Ok(Text::new(sql, oids_of![Uuid]))
        })?;
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
        plan::write(client, "put_case", "", &arguments, |client| {
            let mut types = oids_of![Uuid].to_vec();
            types.extend([oids_of![String]; 11].concat());
            types.extend(oids_of![RawJsonb]);
            Ok(Text::new(columns::typed(client, PUT_CASE)?, types))
        })?;
        let key = [org_id.into(), case.source.as_str().into(), case.case_number.as_str().into()];
        let rows = plan::write(client, "find_case", "", &key, |client| {
            let sql = "select case_id from judgments.cases
                       where org_id = $1 and source = $2::[judgments.cases.source]
                         and case_number = $3";
            Ok(Text::new(columns::typed(client, sql)?, oids_of![Uuid, String, String]))
        })?;
        let found = if rows.is_empty() { None } else { rows.first().get_one::<Uuid>()? };
        found.ok_or_else(|| Error::set_up("cases do not reach judgments.cases"))
    })
}

const PUT_CASE: &str = "
insert into judgments.cases (org_id, source, case_number, title, court, state, county, case_type,
    status, amount_awarded, judgment_date, filing_date, raw)
values ($1, $2::[judgments.cases.source], $3, $4, $5, $6::[judgments.cases.state],
    $7::[judgments.cases.county], $8::[judgments.cases.case_type], $9::[judgments.cases.status],
    $10::numeric, $11::date, $12::date, coalesce($13, '{}'))
on conflict (org_id, source, case_number) do nothing";

/// What is answered of a case and its entities; the ids in input order, `made` of them new.
pub fn case_answer(case_id: Uuid, ids: Vec<Uuid>, made: i64) -> Result<RawJsonb> {
    let arguments = [case_id.into(), ids.into(), made.into()];
    let answer = Spi::connect(|client| -> Result<_> {
        let rows = plan::write(client, "case_answer", "", &arguments, |_| {
            Ok(Text::new(CASE_ANSWER, oids_of![Uuid, Vec<Uuid>, i64]))
        })?;
        if rows.is_empty() { Ok(None) } else { Ok(rows.first().get_one::<RawJsonb>()?) }
    })?;
    answer
        .map(RawJsonb::move_here)
        .ok_or_else(|| Error::set_up("cases do not reach judgments.cases"))
}

const CASE_ANSWER: &str = r#"
select pg_catalog.jsonb_build_object(
    'case', pg_catalog.jsonb_build_object(
        'case_id', it.case_id, 'org_id', it.org_id, 'case_number', it.case_number,
        'source', it.source, 'court', it.court, 'title', it.title, 'state', it.state,
        'county', it.county, 'case_type', it.case_type, 'status', it.status,
        'amount_awarded', it.amount_awarded, 'judgment_date', it.judgment_date,
        'filing_date', it.filing_date, 'created_at', pg_catalog.to_char(
            it.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
    'case_id', it.case_id, 'case_number', it.case_number, 'source', it.source, 'court', it.court,
    'title', it.title, 'amount_awarded', it.amount_awarded, 'judgment_date', it.judgment_date,
    'entities', coalesce((
        select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
            'entity_id', entity.entity_id, 'role', entity.role, 'name_full', entity.name_full,
            'name_normalized', entity.name_normalized) order by wanted.place)
        from unnest($2) with ordinality as wanted (id, place)
        join parties.entities as entity on entity.entity_id = wanted.id), '[]'),
    'entity_ids', pg_catalog.to_jsonb($2),
    'meta', pg_catalog.jsonb_build_object('inserted_entities', $3))
from judgments.cases as it
where it.case_id = $1"#;
