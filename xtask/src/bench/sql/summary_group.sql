-- The same four aggregates by one GROUP BY.
select tier, current_stage, count(*), sum(current_balance),
       count(*) filter (where next_action_at < now()),
       max(floor(extract(epoch from now() - coalesce(stage_entered_at, opened_at)) / 86400)::integer)
from enforcement_cases where closed_at is null and status <> 'closed'
group by tier, current_stage;
