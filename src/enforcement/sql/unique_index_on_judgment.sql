select coalesce(
    'ALTER TABLE public.enforcement_cases DROP CONSTRAINT ' || pg_catalog.quote_ident(conname),
    'DROP INDEX ' || indexrelid::pg_catalog.regclass)
from pg_catalog.pg_index
left join pg_catalog.pg_constraint on conindid = indexrelid and contype = 'u'
where indrelid = 'public.enforcement_cases'::pg_catalog.regclass
  and indisunique and indpred is null and indexprs is null and indnkeyatts = 1
  and indkey[0] = (
      select attnum from pg_catalog.pg_attribute
      where attrelid = indrelid and attname = 'judgment_id')
limit 1
