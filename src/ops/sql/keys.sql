select 'nothing makes ' || split_part(wanted, '|', 2) || ' unique in '
    || split_part(wanted, '|', 1) from unnest($5) as wanted
where to_regclass(split_part(wanted, '|', 1)) is not null
  and split_part(wanted, '|', 2) not in (
    select string_agg(attname, ',' order by attname collate "C")
    from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
    where indrelid = to_regclass(split_part(wanted, '|', 1))
      and indisunique and indisvalid and indpred is null and indexprs is null
    group by indexrelid)
