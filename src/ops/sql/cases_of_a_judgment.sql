select indexrelid::regclass::text || ' allows a judgment one case ever'
from pg_index
where indrelid = to_regclass('public.enforcement_cases')
  and indisunique and indpred is null and indexprs is null and indnkeyatts = 1
  and exists (select from pg_attribute where attrelid = indrelid
              and attnum = indkey[0] and attname = 'judgment_id')
