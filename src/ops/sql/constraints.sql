select conname || ' on ' || name || ' is not valid' from unnest($2) as name
join pg_constraint on conrelid = to_regclass(name) where not convalidated
