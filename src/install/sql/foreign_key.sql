select conname::text, convalidated from pg_constraint
where conrelid = to_regclass($1) and contype = 'f' and (conname = $2 or array(
    select attname::text from unnest(conkey) as place
    join pg_attribute on attrelid = conrelid and attnum = place
    order by attname collate "C") = $3)
order by conname = $2 desc limit 1
