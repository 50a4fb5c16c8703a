-- (text)
with
judged as materialized (
    select
        it.raw_id,
        exists (
            select
            from
                public.judgments
            where
                judgment_number = it.judgment_number
        )
        or exists (
            select
            from
                public.judgments
            where
                case_number = it.case_number
        ) as is_there
    from
        pg_catalog.json_to_recordset($1::json) as it (
            raw_id bigint,
            judgment_number text,
            case_number text
        )
)
update
    public.raw_simplicity_imports as raw
set
    status = (
        case
            when judged.is_there then 'skipped'
            else 'error'
        end
    )::text,
    error_log = case
        when not judged.is_there then pg_catalog.jsonb_build_object(
            'field',
            'judgment_number',
            'message',
            'is new, but a unique index or a trigger of judgments keeps the row out'
        )
    end
from
    judged
where
    raw.id = judged.raw_id;
