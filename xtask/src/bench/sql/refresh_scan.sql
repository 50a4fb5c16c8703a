-- One scan of the columns that the refresh reads.
select count(*), count(tier), count(tier_reason), count(tier_override), count(override_expires_at),
       count(collectability_score), count(current_balance), count(next_action_at), count(current_stage)
from enforcement_cases where closed_at is null and status <> 'closed';
