select count(*) = cardinality($2) from pg_attribute
where attrelid = to_regclass($1) and attname = any ($2) and not attisdropped
  and has_table_privilege(current_user, attrelid, 'select')
