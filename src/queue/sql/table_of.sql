select pg_catalog.quote_ident(relname),
       pg_catalog.has_table_privilege(current_user, oid, 'select')
       and pg_catalog.has_table_privilege(current_user, oid, 'delete')
from pg_catalog.pg_class
where relnamespace = pg_catalog.to_regnamespace('pgmq') and relkind in ('r', 'p')
  and relname in (pg_catalog.lower('q_' || $1 collate "C"), pg_catalog.lower('q_' || $2 collate "C"),
                  pg_catalog.lower('q_q_' || $2 collate "C"))
  and (relname in (pg_catalog.lower('q_' || $1 collate "C"), pg_catalog.lower('q_' || $2 collate "C"))
       -- a worker queue whose table stands under the other spelling
       or exists (
           select from pg_catalog.pg_class as view
           where view.relnamespace = pg_class.relnamespace and view.relkind = 'v'
             and view.relname = pg_catalog.lower('q_' || $2 collate "C")))
order by relname = pg_catalog.lower('q_' || $1 collate "C") desc, pg_catalog.length(relname)
limit 1
