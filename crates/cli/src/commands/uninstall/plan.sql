-- What an uninstallation meets: everything that belongs to dragonfly_owner, and what was set aside for it.
with ours as (
    select pg_class.oid, relkind from pg_class
    where relowner = to_regrole('dragonfly_owner') and relkind in ('r', 'p', 'v', 'm')),
aside as (
    select 'FUNCTION' as kind, pg_proc.oid::regprocedure::text as object, prokind = 'f' as is_plain
    from pg_proc where pronamespace = to_regnamespace('dragonfly_legacy')
    union all
    select 'VIEW', pg_class.oid::regclass::text, true
    from pg_class where relnamespace = to_regnamespace('dragonfly_legacy') and relkind = 'v')
select jsonb_build_object(
    'extension', (select extversion from pg_extension where extname = 'dragonfly_queue'),
    'tables', (select coalesce(jsonb_agg(oid::regclass::text order by oid::regclass::text), '[]')
               from ours where relkind in ('r', 'p')),
    'views', (select count(*) from ours where relkind in ('v', 'm')),
    'on_other_tables', (select coalesce(jsonb_agg(what order by what), '[]') from (
        select format('trigger %I on %s', tgname, tgrelid::regclass) as what
        from pg_trigger
        join pg_class on pg_class.oid = tgrelid
        join pg_proc on pg_proc.oid = tgfoid
        where proowner = to_regrole('dragonfly_owner') and relowner <> proowner and not tgisinternal
        union all
        select format('policy %I on %s', polname, polrelid::regclass)
        from pg_policy
        join pg_class on pg_class.oid = polrelid
        where relowner <> to_regrole('dragonfly_owner') and (
            to_regrole('dragonfly_owner')::oid = any (polroles)
            or exists (
                select from pg_depend
                join pg_proc on pg_proc.oid = refobjid
                where classid = 'pg_policy'::regclass and objid = pg_policy.oid
                  and refclassid = 'pg_proc'::regclass and proowner = to_regrole('dragonfly_owner')))
        union all
        select format('foreign key %I of %s', conname, conrelid::regclass)
        from pg_constraint
        join pg_class as here on here.oid = conrelid
        join pg_class as there on there.oid = confrelid
        where contype = 'f' and conparentid = 0 and here.relowner <> there.relowner
          and there.relowner = to_regrole('dragonfly_owner')) as others),
    'set_aside', (select coalesce(jsonb_agg(format('ALTER %s %s SET SCHEMA public;',
                      case when is_plain then kind else 'ROUTINE' end, object) order by object), '[]')
                  from aside))::text
