-- Drops what belongs to dragonfly_owner. Adopted tables keep their rows and lose what the extension put on
-- them. Anything else that depends on what is dropped stops the whole.
do $$
declare
    ours constant oid := 'dragonfly_owner'::regrole;
    it record;
begin
    for it in
        select tgname as name, tgrelid::regclass as on_table
        from pg_trigger
        join pg_class on pg_class.oid = tgrelid
        join pg_proc on pg_proc.oid = tgfoid
        where proowner = ours and relowner <> ours and not tgisinternal
    loop
        execute format('drop trigger %I on %s', it.name, it.on_table);
    end loop;
    for it in
        select polname as name, polrelid::regclass as on_table
        from pg_policy
        join pg_class on pg_class.oid = polrelid
        where relowner <> ours and (
            ours = any (polroles)
            or exists (
                select from pg_depend
                join pg_proc on pg_proc.oid = refobjid
                where classid = 'pg_policy'::regclass and objid = pg_policy.oid
                  and refclassid = 'pg_proc'::regclass and proowner = ours))
    loop
        execute format('drop policy %I on %s', it.name, it.on_table);
    end loop;
    for it in
        select conname as name, conrelid::regclass as on_table
        from pg_constraint
        join pg_class as here on here.oid = conrelid
        join pg_class as there on there.oid = confrelid
        where contype = 'f' and conparentid = 0 and here.relowner <> ours and there.relowner = ours
    loop
        execute format('alter table %s drop constraint %I', it.on_table, it.name);
    end loop;
    if to_regclass('pgmq.meta') is not null then
        delete from pgmq.meta
        where exists (
            select from pg_class
            where oid = to_regclass('pgmq.' || quote_ident('q_' || queue_name)) and relowner = ours);
    end if;
    drop owned by dragonfly_owner;
    for it in select unnest(array['dragonfly', 'workers', 'judgments', 'parties', 'enrichment']) as name
    loop
        begin
            execute format('drop schema if exists %I', it.name);
        exception when dependent_objects_still_exist then
            -- Something of the application's lives there.
            null;
        end;
    end loop;
end $$
