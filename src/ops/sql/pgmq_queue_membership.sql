select 'this pgmq makes queue tables its members; pgmq.drop_queue fails on ours'
from pg_proc where proname = 'create_non_partitioned'
  and pronamespace = to_regnamespace('pgmq')
  and prosrc ilike '%alter extension pgmq add table%'
