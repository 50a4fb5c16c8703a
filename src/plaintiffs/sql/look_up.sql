select exists (select from public.plaintiffs where id = $1),
(select plaintiff_id = $1 from public.plaintiff_tasks where id = $2),
(select case when conname is null
     then 'DROP INDEX ' || narrow.indexrelid::pg_catalog.regclass
     else pg_catalog.format(
         'ALTER TABLE public.plaintiff_tasks DROP CONSTRAINT %I', conname) end
 from ({{include plaintiffs/narrow_index.sql}}) as narrow
 left join pg_catalog.pg_constraint on conindid = narrow.indexrelid
 limit 1)
