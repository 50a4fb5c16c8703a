select exists (select from pg_attribute where attname = 'name' and not attisdropped
and attrelid = to_regclass('dragonfly.settings'))
