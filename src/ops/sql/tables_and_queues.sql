select name || ' is missing' from unnest($2) as name
where to_regclass(name) is null
