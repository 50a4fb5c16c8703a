select pg_catalog.round(nullif(coalesce(balance_due, judgment_amount), 'NaN'),
                       2)::text
from public.judgments where id = $1
