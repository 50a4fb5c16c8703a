select conname::text, array(
    select attname::text from pg_attribute
    where attrelid = conrelid and attnum = any (conkey)
    order by attname collate "C")
from pg_constraint where conrelid = to_regclass($1) and contype = 'p'
