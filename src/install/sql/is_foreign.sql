select exists (
select from pg_proc join pg_language on pg_language.oid = prolang
where pg_proc.oid = to_regprocedure($1)
  and case when $1 = $2 then lanname <> 'sql'
      else lanname <> 'c' or coalesce(probin, '') <> $3 end)
