select exists (select from pg_index where indexrelid = to_regclass($1)
and indrelid = to_regclass($2))
