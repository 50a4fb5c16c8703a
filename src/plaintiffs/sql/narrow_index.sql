-- A unique index of the application that allows a plaintiff one task per kind and status.
select narrow.indexrelid from pg_catalog.pg_index as narrow
where narrow.indrelid = 'public.plaintiff_tasks'::pg_catalog.regclass
  and narrow.indisunique and narrow.indpred is null and narrow.indexprs is null
  and (select pg_catalog.array_agg(attname::text order by attname)
       from pg_catalog.pg_attribute
       where attrelid = narrow.indrelid
         and attnum = any ((narrow.indkey::int2[])[:narrow.indnkeyatts - 1]))
      = array['kind', 'plaintiff_id', 'status']
