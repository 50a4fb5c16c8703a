-- (int8)
select
    case_number::text,
    plaintiff_id,
    judgment_amount::text,
    balance_due::text,
    enforcement_stage::text,
    coalesce(judgment_amount, 0) - coalesce(balance_due, 0) = 'NaN'
    or pg_catalog.abs(judgment_amount) = 'Infinity'
    or pg_catalog.abs(balance_due) = 'Infinity'
from
    public.judgments
where
    id = $1
for no key update;
