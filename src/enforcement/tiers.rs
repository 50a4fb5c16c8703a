//! Tiers: set by hand, and refreshed every night.

use dragonfly_domain::enforcement::{Delta, SetTierOverride, override_tier};
use dragonfly_domain::json::Json;

use super::cases::{actor, answer, locked_case};
use super::store::{self, Record};
use crate::body::Body;
use crate::caller::{Session, require_read_committed};
use crate::clock;
use crate::error::{Error, Result};
use crate::jsonb::RawJsonb;

/// `set_tier_override`
pub fn set_override(session: &Session, body: &Body) -> Result<RawJsonb> {
    let request = SetTierOverride::check(&body.input())?;
    let case = locked_case(request.case_id)?;
    let balance = match &case.current_balance {
        Some(balance) => Some(balance.clone()),
        None => store::balance_of_judgment(case.judgment_id)?,
    };
    let rules = store::tier_rules()?;
    let after = override_tier(&case, &request, &rules, balance.as_ref(), clock::now())?;
    let delta = Delta::between(&case, &after);
    let changed = !delta.is_empty();
    if changed {
        let actor = actor(request.actor.as_deref(), session);
        let note = request.note.as_deref();
        let record = Record { case: &after, delta, note, actor: &actor, event: None };
        store::write(&record, store::override_tier(&after))?;
    }
    answer(&Json::object([
        ("case_id", after.id.into()),
        ("tier", after.tier.into()),
        ("tier_reason", after.tier_reason.into()),
        ("tier_override", after.tier_override.into()),
        ("override_expires_at", after.override_expires_at.into()),
        ("changed", changed.into()),
    ]))
}

/// `refresh_enforcement_metrics`
pub fn refresh() -> Result<RawJsonb> {
    require_read_committed()?;
    let rules = store::tier_rules()?;
    store::refresh(&rules)?.ok_or_else(|| Error::internal("refresh gave no answer"))
}
