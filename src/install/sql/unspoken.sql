select format_type(atttypid, null) || ', the type of ' || one.name || '.' || attname || ', lacks '
    || string_agg(word, ', ' order by place)
from unnest($1, $2, $3) as one (name, column_name, words)
join pg_attribute on attrelid = to_regclass(one.name) and attname = column_name
    and not attisdropped
join pg_type on pg_type.oid = atttypid and typtype = 'e',
unnest(string_to_array(words, ',')) with ordinality as each (word, place)
where word not in (select enumlabel from pg_enum where enumtypid = atttypid)
  and has_table_privilege('dragonfly_owner', attrelid, 'insert')
group by one.name, attname, atttypid order by one.name, attname
