-- Who may call what: every function, every role, and a login that was granted nothing.
\set ON_ERROR_ROLLBACK on
begin;
create role somebody login;
-- The call is undone, whatever comes of it.
create function pg_temp.outcome(caller text, call text) returns text language plpgsql as $$
begin
    execute format('set local role %I', caller);
    execute call;
    raise exception sqlstate 'UNDO0';
exception when others then
    return case sqlstate when 'UNDO0' then 'may' else sqlstate end;
end $$;
select call, pg_temp.outcome('anon', call) as anon, pg_temp.outcome('authenticated', call) as authenticated,
    pg_temp.outcome('service_role', call) as service_role, pg_temp.outcome('enforcement_operator', call) as operator,
    pg_temp.outcome('somebody', call) as somebody, pg_temp.outcome('authenticator', call) as authenticator
from (values
    (1, $$select queue_job('{"kind": "enrich", "idempotency_key": "k"}')$$),
    (2, $$select queue_job('k', 'enrich')$$),
    (3, $$select queue_job('k', 'enrich', '{}')$$),
    (4, $$select queue_job('k', 'enrich', '{}', now())$$),
    (5, $$select queue_job('k', 'enrich', '{}', 60)$$),
    (6, $$select queue_jobs('[{"kind": "enrich", "idempotency_key": "k"}]')$$),
    (7, $$select queue_job_status('enrich', 'k')$$),
    (8, $$select dequeue_job('enrich')$$),
    (9, $$select dequeue_jobs('enrich', 1, 30)$$),
    (10, $$select pgmq_delete('enrich', 1)$$),
    (11, $$select pgmq_delete_many('enrich', '{1}')$$),
    (12, $$select dragonfly.waiting('enrich')$$),
    (13, $$select dragonfly.working('enrich')$$),
    (14, $$select dragonfly.purge_idempotency_keys()$$),
    (15, $$select dragonfly.version()$$),
    (16, $$select dragonfly.doctor()$$),
    (17, $$select dragonfly.install()$$),
    (18, $$select dragonfly.uninstall_jobs()$$),
    (19, $$select dragonfly.preflight()$$),
    (20, $$select dragonfly.finish_script()$$),
    (21, $$select from pgmq.q_enrich$$),
    (22, $$delete from pgmq.q_enrich$$),
    (23, $$select from pgmq.a_enrich$$),
    (24, $$select nextval('pgmq.q_enrich_msg_id_seq')$$),
    (25, $$truncate pgmq.q_enrich$$),
    (26, $$select from dragonfly.idempotency_keys$$),
    (27, $$insert into dragonfly.idempotency_keys values ('enrich', 'k', 1, now())$$),
    (28, $$select from dragonfly.settings$$),
    (29, $$update dragonfly.settings set value = 'true'$$)
) as calls (place, call) order by place;
-- The form without a key is open to the same callers: they get past EXECUTE, to its rule.
select caller, pg_temp.outcome(caller, $$select queue_job('enrich'::text, '{}'::jsonb)$$)
from unnest(array['anon', 'authenticated', 'service_role', 'enforcement_operator', 'somebody']) as caller;
-- Every function of the extension, called with nothing but NULLs: 42501 is a door that is shut, any other code is the function's own.
select member.oid::regprocedure as function, pg_temp.outcome('anon', call) as anon, pg_temp.outcome('authenticated', call) as authenticated,
    pg_temp.outcome('service_role', call) as service_role, pg_temp.outcome('enforcement_operator', call) as operator, pg_temp.outcome('somebody', call) as somebody
from (select pg_proc.oid, format('select %I.%I(%s)', pronamespace::regnamespace, proname, (select string_agg('null::' || argument::regtype, ', ' order by place)
        from unnest(proargtypes::oid[]) with ordinality as arguments (argument, place))) as call
    from pg_proc join pg_depend on objid = pg_proc.oid and classid = 'pg_proc'::regclass and deptype = 'e'
    where refobjid = (select oid from pg_extension where extname = 'dragonfly_queue')) as member
order by member.oid::regprocedure::text collate "C";
-- Nobody but a superuser becomes the owner.
select rolname from pg_roles where pg_has_role(oid, 'dragonfly_owner', 'member') and not rolsuper;
set role somebody;
select queue_job('k', 'enrich');
\echo :LAST_ERROR_SQLSTATE
select dragonfly.version();
\echo :LAST_ERROR_SQLSTATE
rollback;
