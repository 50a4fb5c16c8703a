select attname::text, format_type(atttypid, null), typtype = 'e'
from pg_attribute join pg_type on pg_type.oid = atttypid
where attrelid = to_regclass($1) and attnum > 0 and not attisdropped
order by attnum
