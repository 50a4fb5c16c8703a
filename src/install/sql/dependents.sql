select distinct coalesce(ev_class::regclass::text,
                         pg_describe_object(classid, objid, objsubid))
from pg_class join pg_depend
     on (refclassid = 'pg_class'::regclass and refobjid = pg_class.oid)
     or (refclassid = 'pg_type'::regclass and refobjid = pg_class.reltype)
left join pg_rewrite on classid = 'pg_rewrite'::regclass and pg_rewrite.oid = objid
where pg_class.oid = to_regclass($1) and deptype = 'n'
  and ev_class is distinct from pg_class.oid
order by 1
