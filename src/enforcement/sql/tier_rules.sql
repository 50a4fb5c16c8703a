select tier::text, min_score::text, min_balance::text
from public.enforcement_tier_lookup
where tier::text in ('tier0', 'tier1', 'tier2', 'tier3')
