//! Tiers at their boundaries, and tiers by hand.

use jiff::ToSpan;
use proptest::prelude::*;

use super::super::samples::{CASE, NOW, case_in, closed_case, number, rules, shown};
use super::*;

fn assessed(score: Option<&str>, balance: Option<&str>) -> (String, String) {
    assess(&rules(), score.map(number).as_ref(), balance.map(number).as_ref())
}

#[test]
fn scores_and_balances_at_the_boundaries() {
    for (score, balance, tier, reason) in [
        (None, None, "tier0", "default"),
        (Some("0.00"), None, "tier0", "score 0.00 >= 0"),
        (Some("34.99"), None, "tier0", "score 34.99 >= 0"),
        (Some("35.00"), None, "tier1", "score 35.00 >= 35"),
        (Some("59.99"), None, "tier1", "score 59.99 >= 35"),
        (Some("60.00"), None, "tier2", "score 60.00 >= 60"),
        (Some("79.99"), None, "tier2", "score 79.99 >= 60"),
        (Some("80.00"), None, "tier3", "score 80.00 >= 80"),
        (Some("100.00"), None, "tier3", "score 100.00 >= 80"),
        (None, Some("4999.99"), "tier0", "default"),
        (None, Some("5000.00"), "tier1", "balance 5000.00 >= 5000"),
        (None, Some("14999.99"), "tier1", "balance 14999.99 >= 5000"),
        (None, Some("15000.00"), "tier2", "balance 15000.00 >= 15000"),
        (None, Some("49999.99"), "tier2", "balance 49999.99 >= 15000"),
        (None, Some("50000.00"), "tier3", "balance 50000.00 >= 50000"),
        // The highest row wins, whichever of the two reaches it; on one row the score is named first.
        (Some("34.00"), Some("50000.00"), "tier3", "balance 50000.00 >= 50000"),
        (Some("80.00"), Some("5000.00"), "tier3", "score 80.00 >= 80"),
        (Some("80.00"), Some("52000.00"), "tier3", "score 80.00 >= 80"),
        (Some("10.00"), Some("0.00"), "tier0", "score 10.00 >= 0"),
    ] {
        let expected = (tier.to_owned(), reason.to_owned());
        assert_eq!(assessed(score, balance), expected, "{score:?} {balance:?}");
    }
}

#[test]
fn a_bound_that_the_lookup_lacks_reaches_nothing() {
    let unbounded = [TierRule { tier: "tier3".to_owned(), min_score: None, min_balance: None }];
    let (score, balance) = (number("100"), number("999999"));
    let assessed = assess(&unbounded, Some(&score), Some(&balance));
    assert_eq!(assessed, ("tier0".to_owned(), "default".to_owned()));
    assert_eq!(assess(&[], Some(&score), None).0, "tier0");
}

fn request(tier: Option<&str>) -> SetTierOverride {
    SetTierOverride {
        case_id: CASE,
        tier: tier.map(str::to_owned),
        note: Some("known debtor".to_owned()),
        ..SetTierOverride::default()
    }
}

#[test]
fn an_override_holds_until_it_is_cleared_and_then_the_rules_decide() {
    let balance = number("15000.00");
    let case = case_in("bank_levy");
    let ends = Some(NOW + 9.hours());
    let asked = SetTierOverride { expires_at: ends, ..request(Some("tier3")) };
    let held = override_tier(&case, &asked, &rules(), Some(&balance), NOW).unwrap();
    assert_eq!(
        (held.tier.as_deref(), held.tier_reason.as_deref()),
        (Some("tier3"), Some("override"))
    );
    assert_eq!(held.tier_override.as_deref(), Some("tier3"));
    assert_eq!(held.override_note.as_deref(), Some("known debtor"));
    assert_eq!((held.tier_as_of, held.override_expires_at), (Some(NOW), ends));
    let later = NOW + 1.hour();
    let freed = override_tier(&held, &request(None), &rules(), Some(&balance), later).unwrap();
    assert_eq!(freed.tier.as_deref(), Some("tier2"));
    assert_eq!(freed.tier_reason.as_deref(), Some("balance 15000.00 >= 15000"));
    assert_eq!((freed.tier_override, freed.override_note), (None, None));
    assert_eq!((freed.override_expires_at, freed.tier_as_of), (None, Some(later)));
}

#[test]
fn the_time_of_a_tier_moves_only_with_tier_or_reason() {
    let set = |case: &Case, tier, now| {
        override_tier(case, &request(Some(tier)), &rules(), None, now).unwrap()
    };
    let first = set(&case_in("bank_levy"), "tier1", NOW);
    let again = set(&first, "tier1", NOW + 1.hour());
    assert_eq!(again, first);
    assert_eq!(set(&again, "tier2", NOW + 2.hours()).tier_as_of, Some(NOW + 2.hours()));
    // The same tier for another reason.
    let freed =
        override_tier(&first, &request(None), &rules(), Some(&number("5000")), NOW + 3.hours());
    assert_eq!(freed.unwrap().tier_as_of, Some(NOW + 3.hours()));
}

#[test]
fn an_override_ends_in_the_future_or_never() {
    for (expires_at, allowed) in
        [(NOW - 1.second(), false), (NOW, false), (NOW + 1.microsecond(), true)]
    {
        let asked = SetTierOverride { expires_at: Some(expires_at), ..request(Some("tier1")) };
        match override_tier(&case_in("marshal"), &asked, &rules(), None, NOW) {
            Ok(after) => {
                assert!(allowed);
                assert_eq!(after.override_expires_at, Some(expires_at));
            }
            Err(fault) => {
                assert!(!allowed, "{fault}");
                assert_eq!(shown(&fault).1, "expires_at has passed");
            }
        }
    }
    // Clearing has no end that could have passed.
    let asked = SetTierOverride { expires_at: Some(NOW - 1.second()), ..request(None) };
    assert!(override_tier(&case_in("marshal"), &asked, &rules(), None, NOW).is_ok());
}

#[test]
fn a_closed_case_keeps_its_tier() {
    for tier in [None, Some("tier1")] {
        let fault = override_tier(&closed_case(), &request(tier), &rules(), None, NOW).unwrap_err();
        assert_eq!(shown(&fault).0, "case_closed");
    }
}

proptest! {
    /// The reason is the highest bound that is reached, and none above it is.
    #[test]
    fn no_higher_row_is_reached(score in 0i64..=10_000, balance in 0i64..=6_000_000) {
        let (score, balance) = (BigDecimal::new(score.into(), 2), BigDecimal::new(balance.into(), 2));
        let (tier, reason) = assess(&rules(), Some(&score), Some(&balance));
        for rule in rules() {
            let by_score = rule.min_score.is_some_and(|bound| score >= bound);
            let by_balance = rule.min_balance.is_some_and(|bound| balance >= bound);
            prop_assert!(rule.tier <= tier || !(by_score || by_balance), "{tier} {reason}");
            if rule.tier == tier {
                prop_assert!(by_score || by_balance);
                prop_assert_eq!(reason.starts_with("score"), by_score);
            }
        }
    }
}
