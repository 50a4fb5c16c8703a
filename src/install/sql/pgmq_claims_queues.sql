select exists (select from pg_proc where proname = 'create_non_partitioned'
and pronamespace = to_regnamespace($1)
and prosrc ilike '%alter extension pgmq add table%')
