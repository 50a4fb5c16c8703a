select pg_catalog.quote_ident(q.relname),
    pg_catalog.quote_ident('a_' || pg_catalog.substr(q.relname, 3)),
    pg_catalog.pg_get_serial_sequence('pgmq.' || pg_catalog.quote_ident(q.relname), 'msg_id'),
    array(select pg_catalog.quote_ident(theirs.attname) from pg_catalog.pg_attribute as theirs
          where theirs.attrelid = q.oid and theirs.attnum > 0 and not theirs.attisdropped
            and not exists (
                select from pg_catalog.pg_class as a
                where a.relnamespace = q.relnamespace
                  and a.relname = 'a_' || pg_catalog.substr(q.relname, 3)
                  and not exists (
                      select from pg_catalog.pg_attribute as its
                      where its.attrelid = a.oid and its.attname = theirs.attname
                        and not its.attisdropped))
          order by theirs.attnum),
    q.oid, pg_catalog.to_regclass(pg_catalog.format('%I.%I', 'pgmq', 'a_' || pg_catalog.substr(q.relname, 3)))::oid
from pg_catalog.pg_class as q
where q.relnamespace = pg_catalog.to_regnamespace('pgmq') and q.relkind in ('r', 'p')
  and q.relname in (pg_catalog.lower('q_' || $1 collate "C"), pg_catalog.lower('q_q_' || $1 collate "C"))
order by pg_catalog.length(q.relname) limit 1
