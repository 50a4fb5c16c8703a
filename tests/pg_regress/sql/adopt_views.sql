-- An application's own views under our names: set aside with definition, owner and grants, and ours made. One that something
-- depends on stays, and the doctor says so.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
create role app_owner nologin;
create role app_reader nologin;
begin;
drop view v_enforcement_timeline;
drop view v_enforcement_overview cascade;
drop view v_priority_pipeline;
create schema app;
create view v_enforcement_overview as select id as judgment_id, case_number from judgments;
comment on view v_enforcement_overview is 'Of the application';
create view v_enforcement_timeline as select gen_random_uuid() as source_id, id as judgment_id, case_number as title from judgments;
create view v_priority_pipeline as select id, case_number from judgments;
create view app.chart as select count(*) as judgments from v_priority_pipeline;
alter view v_enforcement_overview owner to app_owner;
alter view v_priority_pipeline owner to app_owner;
revoke all on v_enforcement_overview from anon, authenticated, service_role;
grant select on v_enforcement_overview to app_reader;
grant select on judgments to app_owner;
insert into judgments (case_number) values ('CV-1');
select status, detail, hint from dragonfly.doctor() where check_name = 'own views';
set client_min_messages to error;
select action, object from dragonfly.install() where object like 'view %' order by object;
set client_min_messages to warning;
select * from dragonfly.install();
-- The application's views, and ours.
set role app_reader;
select judgment_id > 0 as found, case_number from dragonfly_legacy.v_enforcement_overview;
select enforcement_stage from public.v_enforcement_overview;
reset role;
select relname, relnamespace::regnamespace, relowner::regrole as owner, obj_description(oid, 'pg_class') as comment
from pg_class where relname in ('v_enforcement_overview', 'v_priority_pipeline') and relkind = 'v' order by relname, relnamespace::regnamespace::text;
select table_schema, data_type from information_schema.columns where table_name = 'v_enforcement_timeline' and column_name = 'source_id' order by table_schema;
select enforcement_stage, case_number from v_enforcement_overview;
select check_name, status, detail, hint from dragonfly.doctor() where check_name in ('own views', 'legacy views', 'views');
-- What stays keeps its grants when everything is locked down.
grant select on v_priority_pipeline to app_reader;
set client_min_messages to error;
select action, object from dragonfly.install(lock_down => true) where object like '%v_priority_pipeline%';
-- Nothing depends on it any more.
drop view app.chart;
select action, object from dragonfly.install();
-- Once more under a name that is taken in dragonfly_legacy.
drop view v_priority_pipeline;
create view v_priority_pipeline as select 1 as one;
alter view v_priority_pipeline owner to app_owner;
select action, regexp_replace(object, '\d+$', 'N') as object from dragonfly.install();
select regexp_replace(relname, '\d+$', 'N') as name from pg_class where relnamespace = 'dragonfly_legacy'::regnamespace order by relname;
rollback;
-- A view of our definition that belongs to the application is taken as it is, and marked. An older definition with the mark is ours.
begin;
alter view v_enforcement_recent owner to app_owner;
select action, object from dragonfly.install();
select relowner::regrole as owner, obj_description(oid, 'pg_class') ~ '^\S.*stage.* [(]dragonfly_queue [0-9a-f]{8}[)]$' as is_marked from pg_class where oid = 'v_enforcement_recent'::regclass;
select action, object from dragonfly.install();
select status from dragonfly.doctor() where check_name = 'own views';
alter view v_enforcement_recent set (security_invoker = false);
select action, object from dragonfly.install();
create or replace function pg_temp.mark(name regclass) returns void language plpgsql as $$
begin
    perform set_config('search_path', 'pg_catalog, pg_temp', true);
    execute format('comment on view %s is %L', name, '(dragonfly_queue ' || left(md5(pg_get_viewdef(name)), 8) || ')');
    perform set_config('search_path', 'public', true);
end $$;
drop view v_enforcement_recent;
create view v_enforcement_recent as select 1 as one;
alter view v_enforcement_recent owner to app_owner;
select pg_temp.mark('v_enforcement_recent');
select action, object from dragonfly.install();
select relowner::regrole as owner from pg_class where oid = 'v_enforcement_recent'::regclass;
-- The application changed it later: the mark says that it was ours once, and no more.
drop view v_enforcement_recent;
create view v_enforcement_recent as select 1 as one;
alter view v_enforcement_recent owner to app_owner;
select pg_temp.mark('v_enforcement_recent');
create or replace view v_enforcement_recent as select 2 as one;
set client_min_messages to error;
select action, object from dragonfly.install();
rollback;
drop role app_owner, app_reader;
