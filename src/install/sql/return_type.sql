select object.type, object.identity
from pg_depend join pg_extension on pg_extension.oid = refobjid,
     pg_identify_object(classid, objid, objsubid) as object
where refclassid = 'pg_extension'::regclass and extname = $1 and deptype = 'e'
  and not (classid = 'pg_proc'::regclass and objid = any ($2))
  -- row types and array types come and go with their table or type
  and not (classid = 'pg_type'::regclass and exists (
      select from pg_type left join pg_class on pg_class.oid = typrelid
      where pg_type.oid = objid and (coalesce(relkind, 'c') <> 'c' or exists (
          select from pg_type as element where element.typarray = objid))))
