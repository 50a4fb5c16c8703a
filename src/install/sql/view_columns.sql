select string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod)
                  || ' ' || attcollation, ',' order by attnum)
from pg_attribute where attrelid = to_regclass($1) and attnum > 0
