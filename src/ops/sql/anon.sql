select 'anon can read ' || name from unnest($2) as name
where to_regrole('anon') is not null and to_regclass(name) is not null
  and has_any_column_privilege('anon', to_regclass(name), 'select')
