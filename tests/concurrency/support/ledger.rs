//! The checks that storms on cases are judged by. Each answers what it found wrong.

use postgres::Client;

use super::check::Violations;

/// All checks.
pub fn violations(client: &mut Client) -> Violations {
    let checks = [balances, one_open_case, one_active_action, orphans, replay, replay_of_judgments];
    checks.into_iter().flat_map(|check| check(client)).collect()
}

/// What is owed is what was owed first less what was paid, on the judgment and on its open case.
pub fn balances(client: &mut Client) -> Violations {
    found(
        client,
        "with paid as (
             select its_case.judgment_id,
                    sum((payload ->> 'amount')::numeric - (payload ->> 'surplus')::numeric) as total
             from enforcement_events join enforcement_cases as its_case on its_case.id = case_id
             where event_kind = 'payment_received' group by 1)
         select format('judgment %s: %s owed, %s paid of %s, case %s', judgment.id, balance_due,
                       paid.total, judgment_amount, open_case.current_balance)
         from judgments as judgment
         left join paid on paid.judgment_id = judgment.id
         left join enforcement_cases as open_case
             on open_case.judgment_id = judgment.id and open_case.closed_at is null
         where (paid.total is null) <> (balance_due is null)
            or judgment_amount - paid.total <> balance_due
            or (open_case.id is not null and
                open_case.current_balance is distinct from coalesce(balance_due, judgment_amount))",
    )
}

/// A judgment has at most one open case.
pub fn one_open_case(client: &mut Client) -> Violations {
    found(
        client,
        "select format('judgment %s has %s open cases', judgment_id, count(*))
         from enforcement_cases where closed_at is null and status <> 'closed'
         group by judgment_id having count(*) > 1",
    )
}

/// A case has at most one active action of a type.
pub fn one_active_action(client: &mut Client) -> Violations {
    found(
        client,
        "select format('case %s has %s active %s', enforcement_case_id, count(*), action_type)
         from enforcement_actions where status in ('planned', 'pending', 'served')
         group by enforcement_case_id, action_type having count(*) > 1",
    )
}

/// Nothing is there without what it belongs to, and nothing goes on under a closed case.
pub fn orphans(client: &mut Client) -> Violations {
    found(
        client,
        "select format('action %s is active, its case is closed', action.id)
         from enforcement_actions as action
         join enforcement_cases as its_case on its_case.id = enforcement_case_id
         where its_case.status = 'closed' and action.status in ('planned', 'pending', 'served')
         union all
         select format('action %s is %s, closed at %s', id, status, closed_at)
         from enforcement_actions
         where (status in ('completed', 'failed', 'cancelled')) <> (closed_at is not null)
         union all
         select format('case %s is %s, closed at %s for %s', id, status, closed_at, closure_reason)
         from enforcement_cases
         where (status = 'closed') <> (closed_at is not null)
            or (status = 'closed') <> (closure_reason is not null)
         union all
         select format('history %s is of another judgment than its case', entry.id)
         from enforcement_history as entry
         join enforcement_cases as its_case on its_case.id = enforcement_case_id
         where entry.judgment_id <> its_case.judgment_id
         union all
         select format('document %s is of another case than its event', document.id)
         from enforcement_documents as document
         left join enforcement_events as event on event.id = event_id
         where event.case_id is distinct from enforcement_case_id
         union all
         select format('action %s: no event or document of its issue', action.id)
         from enforcement_actions as action
         where metadata ? 'due_date' and not exists (
             select from enforcement_events as event
             join enforcement_documents as document on document.event_id = event.id
             where event.case_id = enforcement_case_id and event.event_kind = 'subpoena_issued'
               and event.payload ->> 'action_id' = action.id::text)",
    )
}

/// Each delta begins where the one before it ended, and the last ones give the case's row.
pub fn replay(client: &mut Client) -> Violations {
    found(
        client,
        "with change as (
             select enforcement_case_id as case_id, entry.id, key,
                    case when key ~ '(_at|_as_of)$' then to_jsonb((value ->> 'from')::timestamptz)
                         else nullif(value -> 'from', 'null') end as was,
                    case when key ~ '(_at|_as_of)$' then to_jsonb((value ->> 'to')::timestamptz)
                         else nullif(value -> 'to', 'null') end as became
             from enforcement_history as entry, jsonb_each(delta)
             where enforcement_case_id is not null and key not like 'judgment.%'),
         step as (
             select *, lag(became) over history as before, lead(id) over history is null as last
             from change window history as (partition by case_id, key order by id)),
         cell as (
             select its_case.id as case_id, key, nullif(value, 'null') as value
             from enforcement_cases as its_case, jsonb_each(to_jsonb(its_case))
             where key not in ('id', 'metadata', 'created_at', 'updated_at', 'assigned_to', 'asset_flags'))
         select format('case %s %s: history %s has from %s after %s', case_id, key, id, was, before)
         from step where was is distinct from before
         union all
         select format('case %s %s is %s, the history says %s', cell.case_id, key, value, became)
         from cell left join (select * from step where last) as step using (case_id, key)
         where value is distinct from became",
    )
}

/// The same for the stages of judgments.
pub fn replay_of_judgments(client: &mut Client) -> Violations {
    found(
        client,
        "with step as (
             select judgment_id, entry.id, value ->> 'from' as was, value ->> 'to' as became,
                    lag(value ->> 'to', 1, 'pre_enforcement') over history as before,
                    lead(entry.id) over history is null as last
             from enforcement_history as entry, jsonb_each(delta)
             where key = 'judgment.enforcement_stage'
             window history as (partition by judgment_id order by entry.id))
         select format('judgment %s: history %s has from %s after %s', judgment_id, id, was, before)
         from step where was is distinct from before
         union all
         select format('judgment %s is in %s, the history says %s', judgment.id, enforcement_stage,
                       coalesce(became, 'pre_enforcement'))
         from judgments as judgment
         left join (select * from step where last) as step on step.judgment_id = judgment.id
         where enforcement_stage <> coalesce(became, 'pre_enforcement')",
    )
}

fn found(client: &mut Client, sql: &str) -> Violations {
    client.query(sql, &[]).unwrap().iter().map(|row| row.get(0)).collect()
}
