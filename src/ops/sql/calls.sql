select indexrelid::regclass::text || ' allows a plaintiff one task per kind and status'
from pg_index
where indrelid = to_regclass('public.plaintiff_tasks')
  and indisunique and indpred is null and indexprs is null
  and (select array_agg(attname::text order by attname) from pg_attribute
       where attrelid = indrelid
         and attnum = any ((indkey::int2[])[:indnkeyatts - 1]))
      = array['kind', 'plaintiff_id', 'status']
