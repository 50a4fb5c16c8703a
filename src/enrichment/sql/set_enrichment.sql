with enriched as (
    update judgments.cases
    set collectability_score = $2,
        collectability_tier = $3{{cast judgments.cases.collectability_tier}},
        last_enriched_at = pg_catalog.now(), updated_at = pg_catalog.now()
    where case_id = $1
    returning case_id),
run as (
    insert into judgments.enrichment_runs (case_id, status, summary)
    select case_id, 'completed', $4 from enriched where $4 is not null)
select case_id from enriched
