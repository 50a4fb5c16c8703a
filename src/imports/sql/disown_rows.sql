-- A key names its judgment, and the judgment its row.
with taken as materialized (
    select pg_catalog.split_part(key, ':', 3)::bigint as judgment_id,
           pg_catalog.string_agg(key, ', ' order by key) as keys
    from unnest($1) as key group by 1)
update public.raw_simplicity_imports as raw
set status = 'error'{{cast public.raw_simplicity_imports.status}},
    error_log = pg_catalog.jsonb_build_object(
        'field', 'idempotency_key',
        'message', pg_catalog.concat(
            'judgment ', taken.judgment_id, ' is there, but its jobs are not: another job has the key ',
                taken.keys))
from taken join public.judgments as judgment on judgment.id = taken.judgment_id
where raw.id = (judgment.metadata ->> 'import_row_id')::bigint
