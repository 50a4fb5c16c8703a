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
    'set_aside', (select coalesce(jsonb_agg(format('ALTER %s %s SET SCHEMA public;',
                      case when is_plain then kind else 'ROUTINE' end, object) order by object), '[]')
                  from aside))::text
