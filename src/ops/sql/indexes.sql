select split_part(wanted, '|', 1) || ' on ' || split_part(wanted, '|', 2)
    || ' is missing' from unnest($9) as wanted
where to_regclass(split_part(wanted, '|', 2)) is not null
  and to_regclass(split_part(wanted, '|', 1)) is null
