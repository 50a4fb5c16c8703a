-- A back office of the size that bench.size says: judgments, a case for every fifth, events. One
-- statement per table. The first 1000 cases have 30 items each in their timeline.
create function bench.case_id(n bigint) returns uuid
language sql immutable parallel safe
return ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;

insert into public.plaintiffs (id, name)
select bench.case_id(n), 'Plaintiff ' || n from generate_series(1, 50000) as n;

insert into public.judgments
    (id, case_number, plaintiff_id, plaintiff_name, defendant_name, judgment_amount, entry_date,
     enforcement_stage, enforcement_stage_updated_at)
select n, 'CN-' || n, bench.case_id(1 + n % 50000), 'Plaintiff ' || 1 + n % 50000, 'Defendant ' || n,
       100 + n % 90000, date '2020-01-01' + (n % 2000)::integer,
       (array['pre_enforcement', 'levy_issued', 'payment_plan'])[1 + n % 3],
       now() - n * interval '1 minute'
from bench.size, generate_series(1, size.judgments) as n;

insert into judgments.cases (case_number, source, judgment_date, collectability_tier)
select 'CN-' || n, 'court', date '2020-01-01' + (n % 2000)::integer,
       (array['A', 'B', 'C'])[1 + n % 3]
from bench.size, generate_series(1, size.judgments) as n;

-- Stages beside one another, so that a random move nearly always is one.
insert into public.enforcement_stage_lookup (stage, ordinal, sla)
select 'beside_' || n, 4, interval '7 days' from generate_series(1, 64) as n;

-- Every tenth is in bank_levy; half of all are tier0, three tenths tier1, 15 % tier2, 5 % tier3: what
-- the overview is asked for is as rare among many as among few.
insert into public.enforcement_cases
    (id, judgment_id, case_number, plaintiff_id, current_stage, tier, tier_reason, tier_as_of,
     collectability_score, current_balance, next_action_at, stage_entered_at, stage_floor)
select bench.case_id(n), n * 5, 'CN-' || n * 5, bench.case_id(1 + (n * 5) % 50000),
       case when n % 10 = 0 then 'bank_levy' else 'beside_' || 1 + n % 64 end,
       'tier' || tier, 'score ' || min_score + 1 || '.00 >= ' || min_score, now(),
       min_score + 1, 100, now() + (n % 30 - 3) * interval '1 day', now(), 4
from bench.size, generate_series(1, size.judgments / 5) as n
cross join lateral (select n / 10 * 7919 % 100 as place) as spread
cross join lateral (
    select case when place < 50 then 0 when place < 80 then 1 when place < 95 then 2 else 3 end
           as tier) as chosen
cross join lateral (select (array[0, 35, 60, 80])[1 + tier] as min_score) as bound;

insert into public.enforcement_events (case_id, event_type, event_kind, event_date, payload)
select bench.case_id(1 + n % (size.judgments / 5)), 'asset_search_requested', 'asset_search_requested',
       now() - (n % 100000) * interval '1 minute', '{"bank": "First"}'
from bench.size, generate_series(1, size.events) as n
where 1 + n % (size.judgments / 5) > 1000;

insert into public.enforcement_events (case_id, event_type, event_kind, payload)
select bench.case_id(n), 'bank_levy_filed', 'bank_levy_filed', '{"bank": "First"}'
from generate_series(1, 1000) as n, generate_series(1, 10);

insert into public.enforcement_history (judgment_id, stage, enforcement_case_id, actor_type, delta)
select n * 5, 'bank_levy', bench.case_id(n), 'rpc', '{"tier": {"from": null, "to": "tier1"}}'
from generate_series(1, 1000) as n, generate_series(1, 8);

insert into public.plaintiff_tasks (plaintiff_id, case_id, kind, status)
select bench.case_id(1 + (n * 5) % 50000), bench.case_id(n), 'review', 'closed'
from generate_series(1, 1000) as n, generate_series(1, 4);

insert into public.enforcement_actions (enforcement_case_id, action_type, status, created_by)
select bench.case_id(n), 'marshal', 'completed', 'bench'
from generate_series(1, 1000) as n, generate_series(1, 4);

insert into public.enforcement_documents (enforcement_case_id, doc_kind, storage_path, uploaded_by)
select bench.case_id(n), 'filing', 'x/y.pdf', 'bench'
from generate_series(1, 1000) as n, generate_series(1, 4);
