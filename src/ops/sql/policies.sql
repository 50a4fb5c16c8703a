select split_part(wanted, '|', 1) || ' on ' || split_part(wanted, '|', 2)
    || ' is missing' from unnest($11) as wanted
join pg_class on pg_class.oid = to_regclass(split_part(wanted, '|', 2))
where relrowsecurity and not exists (
    select from pg_policy where polrelid = pg_class.oid
      and polname = split_part(wanted, '|', 1))
  and (split_part(wanted, '|', 3) = 'any'
       or relowner = to_regrole('dragonfly_owner'))
