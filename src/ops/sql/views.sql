select name || ' is missing' from unnest($7) as name
where to_regclass(name) is null
