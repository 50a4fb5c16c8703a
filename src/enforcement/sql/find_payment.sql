select id,
       case when event_kind = 'payment_received' then payload ->> 'amount' end,
       payload ->> 'balance_after'
from public.enforcement_events
where case_id = $1 and idempotency_key = $2
limit 1
