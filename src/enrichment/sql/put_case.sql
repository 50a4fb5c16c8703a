insert into judgments.cases (org_id, source, case_number, title, court, state, county, case_type,
    status, amount_awarded, judgment_date, filing_date, raw)
values ($1, $2{{cast judgments.cases.source}}, $3, $4, $5, $6{{cast judgments.cases.state}},
    $7{{cast judgments.cases.county}}, $8{{cast judgments.cases.case_type}}, $9{{cast judgments.cases.status}},
    $10::numeric, $11::date, $12::date, coalesce($13, '{}'))
on conflict (org_id, source, case_number) do nothing
