select where not pg_catalog.has_table_privilege(pg_catalog.to_regclass({{table_name}}), 'select')
