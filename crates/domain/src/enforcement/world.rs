//! A judgment, its cases and what belongs to them, moved by the rules alone as the extension moves its
//! tables.

use std::collections::BTreeMap;

use bigdecimal::{BigDecimal, Zero};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::samples::{NOW, judgment, rules, stages};
use super::*;
use crate::json::Json;

/// One call; cases are named by the order in which they were opened.
#[derive(Clone, Debug)]
pub enum Call {
    Open { tier: Option<usize>, score: Option<i64> },
    Stage { case: usize, stage: usize, overrides: bool },
    Event { case: usize, kind: usize },
    Action { case: usize, kind: usize, status: usize },
    Pay { case: usize, cents: i64, overpayment: bool },
    Override { case: usize, tier: Option<usize>, hours: Option<i64> },
    Close { case: usize, reason: usize },
}

pub const TIERS: [&str; 4] = ["tier0", "tier1", "tier2", "tier3"];
const TYPES: [ActionType; 4] =
    [ActionType::BankLevy, ActionType::Garnishment, ActionType::Subpoena, ActionType::Marshal];
const STATUSES: [ActionStatus; 6] = [
    ActionStatus::Planned,
    ActionStatus::Pending,
    ActionStatus::Served,
    ActionStatus::Completed,
    ActionStatus::Failed,
    ActionStatus::Cancelled,
];
const REASONS: [ClosureReason; 3] =
    [ClosureReason::Satisfied, ClosureReason::Uncollectible, ClosureReason::Withdrawn];

/// A case with what belongs to it.
#[derive(Clone)]
pub struct Kept {
    pub case: Case,
    pub history: Vec<Json>,
    pub actions: Vec<(ActionType, Action)>,
}

/// A judgment, its cases, and what was booked on it.
pub struct World {
    pub judgment: Judgment,
    pub cases: Vec<Kept>,
    pub booked: BigDecimal,
    now: Timestamp,
}

type Outcome = Result<(), EnforcementFault>;

impl World {
    pub fn new() -> Self {
        Self { judgment: judgment(), cases: Vec::new(), booked: BigDecimal::zero(), now: NOW }
    }

    /// Does what the extension does around the rules.
    pub fn call(&mut self, call: &Call) -> Outcome {
        self.now += 1.hour();
        match *call {
            Call::Open { tier, score } => self.open(tier, score),
            Call::Stage { case, stage, overrides } => self.stage(case, stage, overrides),
            Call::Event { case, kind } => self.event(case, kind),
            Call::Action { case, kind, status } => self.action(case, kind, status),
            Call::Pay { case, cents, overpayment } => self.pay(case, cents, overpayment),
            Call::Override { case, tier, hours } => self.override_tier(case, tier, hours),
            Call::Close { case, reason } => self.close(case, reason),
        }
    }

    fn get(&mut self, place: usize) -> Result<&mut Kept, EnforcementFault> {
        self.cases.get_mut(place).ok_or_else(|| EnforcementFault::no_case(&place))
    }

    fn open(&mut self, tier: Option<usize>, score: Option<i64>) -> Outcome {
        let present = self.cases.iter().find(|kept| kept.case.is_open());
        require_no_case(&self.judgment, present.map(|kept| kept.case.id))?;
        let request = OpenCase {
            judgment_id: self.judgment.id,
            tier: tier.map(|tier| TIERS[tier].to_owned()),
            collectability_score: score.map(|score| BigDecimal::new(score.into(), 2)),
            ..OpenCase::default()
        };
        let id = Uuid::from_u128(self.cases.len() as u128);
        let first = stages(self.now).remove(0);
        let case = open(id, &self.judgment, &request, &first, &rules(), self.now)?.case;
        let history = vec![Delta::of_new(&case).json()];
        self.cases.push(Kept { case, history, actions: Vec::new() });
        Ok(())
    }

    fn stage(&mut self, case: usize, stage: usize, overrides: bool) -> Outcome {
        let now = self.now;
        let kept = self.get(case)?;
        let stage = stages(now).remove(stage);
        let request = SetStage { stage: stage.name.clone(), overrides, ..SetStage::default() };
        if let Some(step) = move_to(&kept.case, &stage, &request, now)? {
            kept.become_case(step.after);
        }
        Ok(())
    }

    fn event(&mut self, case: usize, kind: usize) -> Outcome {
        let kind = EventKind::to_log(EventKind::ALL[kind].name())?;
        let kept = self.get(case)?;
        let after = apply_event(&kept.case, kind);
        kept.become_case(after);
        Ok(())
    }

    fn action(&mut self, case: usize, kind: usize, status: usize) -> Outcome {
        let kept = self.get(case)?;
        kept.case.require_open()?;
        let request = QueueAction {
            case_id: kept.case.id,
            action_type: TYPES[kind],
            status: STATUSES[status],
            actor: None,
            status_reason: None,
        };
        let of_type = || kept.actions.iter().filter(|(kind, _)| *kind == request.action_type);
        let active = of_type().find(|(_, action)| action.status.is_active()).cloned();
        let finished = of_type().rfind(|(_, action)| !action.status.is_active()).cloned();
        let [active, finished] = [active, finished].map(|found| found.map(|(_, action)| action));
        let changed = match queue_action(&request, active.as_ref(), finished.as_ref())? {
            ActionMove::Begin => {
                let id = Uuid::from_u128(kept.actions.len() as u128);
                kept.actions.push((request.action_type, Action { id, status: request.status }));
                return Ok(());
            }
            ActionMove::Keep(_) => return Ok(()),
            ActionMove::Advance(id) | ActionMove::Finish(Action { id, .. }) => id,
        };
        let found = kept.actions.iter_mut().find(|(_, action)| action.id == changed);
        found.unwrap().1.status = request.status;
        Ok(())
    }

    fn pay(&mut self, case: usize, cents: i64, overpayment: bool) -> Outcome {
        let judgment = self.judgment.clone();
        let kept = self.get(case)?;
        kept.case.require_open()?;
        check_case_of_judgment(&kept.case, judgment.id, None)?;
        let request = RecordPayment {
            amount: BigDecimal::new(cents.into(), 2),
            allow_overpayment: overpayment,
            ..RecordPayment::default()
        };
        let payment = pay(&request, balance_of(&judgment)?)?;
        let after = payment.apply(&kept.case);
        kept.become_case(after);
        self.judgment.balance_due = Some(payment.after);
        self.booked += request.amount - payment.surplus;
        Ok(())
    }

    fn override_tier(&mut self, case: usize, tier: Option<usize>, hours: Option<i64>) -> Outcome {
        let now = self.now;
        let kept = self.get(case)?;
        let request = SetTierOverride {
            tier: tier.map(|tier| TIERS[tier].to_owned()),
            expires_at: hours.map(|hours| now + hours.hours()),
            ..SetTierOverride::default()
        };
        let balance = kept.case.current_balance.clone();
        let after = override_tier(&kept.case, &request, &rules(), balance.as_ref(), now)?;
        kept.become_case(after);
        Ok(())
    }

    fn close(&mut self, case: usize, reason: usize) -> Outcome {
        let now = self.now;
        let kept = self.get(case)?;
        let request = CloseCase {
            case_id: kept.case.id,
            status: REASONS[reason],
            note: None,
            closed_by: None,
        };
        let closed = stages(now).remove(9);
        let after = close(&kept.case, &request, &closed, now)?.after;
        kept.become_case(after);
        for (_, action) in kept.actions.iter_mut().filter(|(_, action)| action.status.is_active()) {
            action.status = ActionStatus::Cancelled;
        }
        Ok(())
    }
}

impl Kept {
    fn become_case(&mut self, after: Case) {
        let delta = Delta::between(&self.case, &after);
        if !delta.is_empty() {
            self.history.push(delta.json());
        }
        self.case = after;
    }

    /// From nothing, each delta's `from` found as it says.
    pub fn replayed(&self) -> BTreeMap<&'static str, Json> {
        let mut columns: BTreeMap<_, _> =
            Case::default().columns().into_iter().map(|(name, _)| (name, Json::Null)).collect();
        for delta in &self.history {
            let Json::Object(changes) = delta else { panic!("{delta}") };
            for (name, change) in changes {
                let Json::Object(sides) = change else { panic!("{change}") };
                let [("from", from), ("to", to)] = sides.as_slice() else { panic!("{change}") };
                assert_eq!(columns.insert(*name, to.clone()).as_ref(), Some(from), "{name}");
            }
        }
        columns
    }
}
