select string_agg(attname, ',' order by attname collate "C")
from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
where indrelid = to_regclass($1) and indisunique and indisvalid
  and indpred is null and indexprs is null
group by indexrelid
