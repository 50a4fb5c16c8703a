update judgments.cases
set identity_score = $2, contactability_score = $3, asset_score = $4,
    recency_amount_score = $5, adverse_penalty = $6, collectability_score = $7,
    collectability_tier = $8{{cast judgments.cases.collectability_tier}},
    last_scored_at = pg_catalog.now(),
    updated_at = pg_catalog.now()
where case_id = $1
returning case_id
