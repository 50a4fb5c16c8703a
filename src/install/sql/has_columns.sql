select count(*) = cardinality($2) from pg_attribute
where attrelid = to_regclass($1) and attname = any ($2) and not attisdropped
