-- (uuid, text, text, text, text, text, text, text, text, text, text, text, jsonb)
insert into
    judgments.cases (
        org_id,
        source,
        case_number,
        title,
        court,
        state,
        county,
        case_type,
        status,
        amount_awarded,
        judgment_date,
        filing_date,
        raw
    )
values
    (
        $1,
        $2::text,
        $3,
        $4,
        $5,
        $6::text,
        $7::text,
        $8::text,
        $9::text,
        $10::numeric,
        $11::date,
        $12::date,
        coalesce($13, '{}')
    )
on conflict
    (org_id, source, case_number)
do nothing;
