select split_part(wanted, '|', 1) || ' on ' || split_part(wanted, '|', 2)
    || ' is missing' from unnest($10) as wanted
where to_regclass(split_part(wanted, '|', 2)) is not null and not exists (
    select from pg_trigger
    where tgrelid = to_regclass(split_part(wanted, '|', 2))
      and tgname = split_part(wanted, '|', 1))
