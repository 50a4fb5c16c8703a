select relrowsecurity and relforcerowsecurity from pg_class
where oid = to_regclass($1)
