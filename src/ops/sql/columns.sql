select 'column ' || replace(wanted, '|', '.') || ' is missing'
from unnest($6) as wanted
where to_regclass(split_part(wanted, '|', 1)) is not null and not exists (
    select from pg_attribute
    where attrelid = to_regclass(split_part(wanted, '|', 1))
      and attname = split_part(wanted, '|', 2) and not attisdropped)
