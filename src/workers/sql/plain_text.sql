(case when pg_catalog.jsonb_typeof(message -> '{{field}}') in ('string', 'number')
then message ->> '{{field}}' end)
