-- (uuid, int8, int8)
select
    id,
    payload ->> 'plaintiff_name',
    payload ->> 'judgment_number',
    payload ->> 'judgment_amount',
    payload ->> 'plaintiff_address_1',
    payload ->> 'plaintiff_address_2',
    payload ->> 'plaintiff_city',
    payload ->> 'plaintiff_state',
    payload ->> 'plaintiff_zip',
    payload ->> 'plaintiff_phone',
    payload ->> 'plaintiff_email',
    payload ->> 'court_name',
    payload ->> 'judgment_date',
    payload ->> 'case_number',
    payload ->> 'docket_number',
    payload ->> 'filing_date',
    payload ->> 'status',
    payload ->> 'county',
    payload ->> 'state',
    payload ->> 'defendant_name',
    payload ->> 'lead_id',
    payload ->> 'best_contact_method'
from
    (
        select
            id,
            raw_data -> 'payload' as payload
        from
            public.raw_simplicity_imports
        where
            import_run_id = $1
            and status = 'inserted'
            and id > $2
        order by
            id
        limit
            $3
    ) as waiting
order by
    id;
