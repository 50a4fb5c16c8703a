select exists (select from pg_trigger
where tgrelid = to_regclass($1) and tgname = $2)
