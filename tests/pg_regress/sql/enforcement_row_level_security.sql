-- Row level security of enforcement's tables: enabled and forced, with the policies that access needs.
select pg_class.oid::regclass as "table", relrowsecurity as enabled, relforcerowsecurity as forced, polname as policy,
    case polcmd when '*' then 'all' when 'r' then 'select' else polcmd::text end as command, (select string_agg(role::regrole::text, ',') from unnest(polroles) as role) as roles, polpermissive as permissive,
    regexp_replace(pg_get_expr(polqual, polrelid), '\s+', ' ', 'g') as using, pg_get_expr(polwithcheck, polrelid) as "check"
from pg_class left join pg_policy on polrelid = pg_class.oid
where pg_class.oid::regclass::text in ('judgments', 'enforcement_cases', 'enforcement_events', 'enforcement_history', 'enforcement_actions', 'enforcement_documents', 'enforcement_stage_lookup', 'enforcement_tier_lookup')
order by pg_class.oid::regclass::text collate "C", polname collate "C";
