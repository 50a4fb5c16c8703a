with judgment as (
    update public.judgments
    set balance_due = $15::numeric, updated_at = pg_catalog.now()
    where id = $2),
changed as (
    update public.enforcement_cases set current_balance = $15::numeric
    where id = $1 and current_balance is distinct from $15::numeric),
{{include enforcement/record_parts.sql}}
