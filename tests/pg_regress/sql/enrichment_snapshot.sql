-- Tiers of the snapshot at their borders; both views have exactly the same eight columns.
begin;
insert into judgments.cases (case_number, amount_awarded, principal_amt, judgment_date)
select format('%s at %s days', coalesce(amount::text, principal || ' principal', 'nothing'), coalesce(age::text, 'no')), amount, principal, (now() at time zone 'utc')::date - age
from (values (3000.00, null, 365), (2999.99, null, 365), (3000, null, 366), (1000, null, 5000), (999.99, null, 366), (999.99, null, 1095), (999.99, null, 1096),
    (999.99, null, 365), (3000, null, 1096), (3000, null, null), (null, null, 400), (null, 5000.00, 1), (1500, null, null), (null, null, null)) as it (amount, principal, age);
select case_number, judgment_amount, age_days, last_enrichment_status, collectability_tier from v_collectability_snapshot order by case_number collate "C";
select attrelid::regclass as view, attname, format_type(atttypid, atttypmod) from pg_attribute
where attrelid in ('judgments.v_collectability_snapshot'::regclass, 'public.v_collectability_snapshot'::regclass) and attnum > 0 order by attrelid::regclass::text, attnum;
select count(*) from judgments.cases where id is distinct from case_id;
-- What no age can be counted from, and what does not fit, breaks no view.
truncate judgments.cases cascade;
insert into judgments (case_number) values ('later'), ('sooner'), ('endless'), ('no number'), ('too long');
insert into judgments.cases (case_number, amount_awarded, principal_amt, judgment_date) values ('later', 5000, null, 'infinity'), ('sooner', 2000, null, '-infinity'),
    ('endless', null, 'Infinity', (now() at time zone 'utc')::date), ('no number', null, 'NaN', (now() at time zone 'utc')::date), ('too long', null, 999999999999.995, '5874897-12-31');
select case_number, judgment_amount, case when age_days < -2000000000 then -2000000000 else age_days end as age_days, collectability_tier from v_collectability_snapshot order by case_number collate "C";
select case_number, collectability_tier, case when collectability_age_days < -2000000000 then -2000000000 else collectability_age_days end as collectability_age_days from v_judgment_pipeline order by case_number collate "C";
select collectability_tier, count(*) from v_priority_pipeline group by 1 order by 1;
rollback;
