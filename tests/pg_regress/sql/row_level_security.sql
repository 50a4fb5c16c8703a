-- Row level security is enabled and forced on every table of ours; each has a policy for its owner.
create temp view tables as select pg_class.* from pg_class
where relnamespace::regnamespace::text in ('dragonfly', 'workers', 'pgmq')
    and relkind in ('r', 'p') and pg_get_userbyid(relowner) = 'dragonfly_owner';
select oid::regclass as "table", relrowsecurity as enabled, relforcerowsecurity as forced,
    (select array_agg(polname || ' ' || polcmd::text || ' ' || (select string_agg(role::regrole::text, ',') from unnest(polroles) as role) order by polname)
    from pg_policy where polrelid = tables.oid) as policies
from tables order by oid::regclass::text collate "C";
-- Sequences belong to the same role, and so does nothing else.
select distinct relkind, relowner::regrole as owner from pg_class
where relnamespace in ('dragonfly'::regnamespace, 'workers'::regnamespace) order by 1;
select pg_get_userbyid(relowner) as owner, relname from pg_class where relkind = 'S' and relnamespace = 'pgmq'::regnamespace order by relname;
