-- Every function by the catalogue: never strict with arguments, never SECURITY DEFINER, with pinned settings,
-- parallel unsafe where it writes, commented, owned by the superuser who owns the extension.
create temp view functions as
select pg_proc.*, pg_proc.oid::regprocedure::text as signature from pg_proc
join pg_depend on objid = pg_proc.oid and classid = 'pg_proc'::regclass and deptype = 'e'
where refobjid = (select oid from pg_extension where extname = 'dragonfly_queue');
select signature, pg_get_function_result(oid) as returns, prosecdef as definer, proisstrict as strict, provolatile as volatile,
    proparallel as parallel, proconfig as settings
from functions order by signature collate "C";
select signature as strict_with_arguments from functions where proisstrict and pronargs > 0;
select signature as without_settings from functions
where (proconfig @> array['search_path=pg_catalog, pg_temp', 'row_security=on']) is not true;

-- Nothing else is set but what keeps kept plans of queues on their indexes.
select signature as other_settings from functions
where cardinality(proconfig) > 2 and proconfig is distinct from array[
    'search_path=pg_catalog, pg_temp', 'enable_seqscan=off', 'enable_bitmapscan=off', 'jit=off', 'row_security=on'];
select signature as without_comment from functions where obj_description(oid, 'pg_proc') is null;
select proowner::regrole as owner, count(*) from functions group by proowner;
select rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls from pg_roles where rolname = 'dragonfly_owner';
select roleid::regrole as owner_is_member_of from pg_auth_members where member = 'dragonfly_owner'::regrole;
select nspname as schema_of_owner from pg_namespace where nspowner = 'dragonfly_owner'::regrole;
-- No argument of an overload that has an argument named payload has a default.
select signature as ambiguous from functions where proname = 'queue_job' and pronargdefaults > 0;
