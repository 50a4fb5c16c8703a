select pg_catalog.format_type(atttypid, null), attrelid from pg_catalog.pg_attribute
where attrelid = pg_catalog.to_regclass($1) and attname = $2 and not attisdropped
