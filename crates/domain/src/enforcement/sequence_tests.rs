//! Any sequence of calls, with any arguments: what is accepted never leads to a state that the rules
//! forbid, and the history's deltas rebuild each case.

use std::collections::{BTreeMap, BTreeSet};

use bigdecimal::{BigDecimal, Zero};
use proptest::prelude::*;

use super::samples::{NOW, judgment, stages};
use super::world::{Call, Kept, TIERS, World};
use super::*;

fn calls() -> impl Strategy<Value = Call> {
    let case = 0usize..3;
    let tier = || prop::option::of(0usize..TIERS.len());
    prop_oneof![
        2 => (tier(), prop::option::of(0i64..=10_000))
            .prop_map(|(tier, score)| Call::Open { tier, score }),
        6 => (case.clone(), 0usize..11, prop::bool::weighted(0.2))
            .prop_map(|(case, stage, overrides)| Call::Stage { case, stage, overrides }),
        4 => (case.clone(), 0usize..16).prop_map(|(case, kind)| Call::Event { case, kind }),
        6 => (case.clone(), 0usize..4, 0usize..6)
            .prop_map(|(case, kind, status)| Call::Action { case, kind, status }),
        4 => (case.clone(), 1i64..60_000, any::<bool>())
            .prop_map(|(case, cents, overpayment)| Call::Pay { case, cents, overpayment }),
        2 => (case.clone(), tier(), prop::option::of(-3i64..50))
            .prop_map(|(case, tier, hours)| Call::Override { case, tier, hours }),
        1 => (case, 0usize..3).prop_map(|(case, reason)| Call::Close { case, reason }),
    ]
}

/// What holds in every state.
fn check_state(world: &World) {
    let open = world.cases.iter().filter(|kept| kept.case.is_open()).count();
    assert!(open <= 1, "{open} open cases");
    let owed = world.judgment.balance().unwrap();
    assert!(*owed >= BigDecimal::zero(), "balance is {owed}");
    let first = judgment().judgment_amount.unwrap();
    assert_eq!(&(first - &world.booked), owed);
    for kept in &world.cases {
        let case = &kept.case;
        assert!(TIERS.contains(&case.tier.as_deref().unwrap()));
        assert_eq!(case.tier_reason.as_deref() == Some("override"), case.tier_override.is_some());
        assert!(case.tier_override.is_none() || case.tier_override == case.tier);
        assert!(case.tier_override.is_some() || case.override_expires_at.is_none());
        assert!(case.current_balance.as_ref().unwrap() >= &BigDecimal::zero());
        assert!(!case.is_open() || case.current_balance.as_ref() == Some(owed));
        assert_eq!(case.is_open(), case.closure_reason.is_none());
        assert_eq!(case.is_open(), case.current_stage.as_deref() != Some("closed"));
        assert!(case.is_open() || case.next_action_at.is_none());
        let stage =
            stages(NOW).into_iter().find(|it| Some(&it.name) == case.current_stage.as_ref());
        assert!(stage.unwrap().ordinal.is_none_or(|ordinal| ordinal <= case.stage_floor));
        let active: Vec<_> =
            kept.actions.iter().filter(|(_, one)| one.status.is_active()).collect();
        let types: BTreeSet<_> = active.iter().map(|(kind, _)| kind.name()).collect();
        assert_eq!(types.len(), active.len(), "two active actions of a type");
        assert!(case.is_open() || active.is_empty(), "a closed case is worked on");
        let expected: BTreeMap<_, _> = case.columns().into_iter().collect();
        assert_eq!(kept.replayed(), expected);
    }
}

/// What holds between one state and the next.
fn check_step(before: &Kept, after: &Kept, call: &Call) {
    let moved_by_event = |case: &Case| Case {
        levy_status: None,
        garnishment_status: None,
        marshal_status: None,
        ..case.clone()
    };
    if !before.case.is_open() {
        assert_eq!(moved_by_event(&before.case), moved_by_event(&after.case), "{call:?}");
        assert_eq!(before.actions, after.actions, "{call:?}");
        let unchanged = before.case == after.case;
        assert!(unchanged || matches!(call, Call::Event { .. }), "{call:?}");
    }
    let overrides = matches!(call, Call::Stage { overrides: true, .. });
    assert!(overrides || after.case.stage_floor >= before.case.stage_floor, "{call:?}");
    if before.case.current_stage != after.case.current_stage && !overrides {
        let stages = stages(NOW);
        let entered = stages.iter().find(|it| Some(&it.name) == after.case.current_stage.as_ref());
        let ordinal = entered.unwrap().ordinal;
        assert!(ordinal.is_none_or(|ordinal| ordinal >= before.case.stage_floor), "{call:?}");
    }
    for ((_, was), (_, is)) in before.actions.iter().zip(&after.actions) {
        assert!(was.status <= is.status, "{call:?} took an action back");
        assert!(was.status.is_active() || was == is, "{call:?} changed a finished action");
    }
}

proptest! {
    #[test]
    fn no_sequence_of_accepted_calls_reaches_what_the_rules_forbid(
        calls in prop::collection::vec(calls(), 1..60),
    ) {
        let mut world = World::new();
        world.call(&Call::Open { tier: None, score: None }).unwrap();
        for call in &calls {
            let before = world.cases.clone();
            let refused = world.call(call).is_err();
            for (before, after) in before.iter().zip(&world.cases) {
                check_step(before, after, call);
                prop_assert!(!refused || before.case == after.case, "{call:?} was refused");
            }
            check_state(&world);
        }
    }
}
