-- Scores: written as they are, 0 to 100, of cases that are there.
\set ON_ERROR_ROLLBACK on
begin;
insert into judgments.cases (case_id, case_number) values ('00000000-0000-0000-0000-00000000000c', 'N-1');
set role service_role;
select set_case_enrichment('00000000-0000-0000-0000-00000000000c', 82.5, ' A ', ' found assets ');
select collectability_score, collectability_tier, last_enriched_at = now() as enriched from judgments.cases;
select set_case_enrichment(p_case_id => '00000000-0000-0000-0000-00000000000c', p_collectability_score => 100, p_collectability_tier => ' ', p_summary => null);
select collectability_score, collectability_tier from judgments.cases;
select status, summary, created_at = now() as now from judgments.enrichment_runs;
select set_case_scores('00000000-0000-0000-0000-00000000000c', 1.25, 2, 3, 4, 5.5, 66.66, 'B');
select identity_score, contactability_score, asset_score, recency_amount_score, adverse_penalty, collectability_score, collectability_tier, last_scored_at = now() as scored from judgments.cases;
-- Refused.
select set_case_enrichment(null, 1, 'A');
\echo :LAST_ERROR_SQLSTATE
select set_case_enrichment('00000000-0000-0000-0000-00000000000d', 1, 'A');
\echo :LAST_ERROR_SQLSTATE
select set_case_enrichment('00000000-0000-0000-0000-00000000000c', 100.01, 'A');
\echo :LAST_ERROR_SQLSTATE
select set_case_enrichment('00000000-0000-0000-0000-00000000000c', -1, 'A');
\echo :LAST_ERROR_SQLSTATE
select set_case_enrichment('00000000-0000-0000-0000-00000000000c', 'NaN', 'A');
\echo :LAST_ERROR_SQLSTATE
select set_case_enrichment('00000000-0000-0000-0000-00000000000c', 'high', 'A');
\echo :LAST_ERROR_SQLSTATE
select set_case_scores(null, 1, 1, 1, 1, 1, 1, 'A');
\echo :LAST_ERROR_SQLSTATE
select set_case_scores('00000000-0000-0000-0000-00000000000d', 1, 1, 1, 1, 1, 1, 'A');
\echo :LAST_ERROR_SQLSTATE
select set_case_scores('00000000-0000-0000-0000-00000000000c', 1, 1, 1, 1, -0.01, 1, 'A');
\echo :LAST_ERROR_SQLSTATE
select set_case_scores('00000000-0000-0000-0000-00000000000c', 1, 1, 'Infinity', 1, 1, 1, 'A');
\echo :LAST_ERROR_SQLSTATE
select collectability_score, adverse_penalty, asset_score from judgments.cases;
rollback;
