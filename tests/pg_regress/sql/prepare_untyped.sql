-- Drivers send parameters without types: every function can be prepared so, with the types it says.
begin;
create function pg_temp.prepares(call text) returns text language plpgsql as $$
declare
    types text;
begin
    execute 'prepare untyped as ' || call;
    select parameter_types into types from pg_prepared_statements where name = 'untyped';
    deallocate untyped;
    return types;
exception when others then
    return sqlstate || ' ' || sqlerrm;
end $$;
select call, pg_temp.prepares(call)
from (
    select distinct format('select %I.%I(%s)', nspname, proname,
        (select string_agg('$' || place, ', ' order by place) from generate_series(1, pronargs) as place)) as call
    from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
    join pg_depend on objid = pg_proc.oid and classid = 'pg_proc'::regclass and deptype = 'e'
    where refobjid = (select oid from pg_extension where extname = 'dragonfly_queue') and pronargs > 0) as calls
order by call collate "C";
-- Named, or with one cast, all six forms of queue_job.
select call, pg_temp.prepares(call) from (values
    (1, 'select queue_job($1, $2, $3, $4::integer)'),
    (2, 'select queue_job($1, $2, $3, $4::timestamptz)'),
    (3, 'select queue_job(payload => $1)'),
    (4, 'select queue_job(idempotency_key => $1, kind => $2)'),
    (5, 'select queue_job(kind => $1, payload => $2)'),
    (6, 'select queue_job(idempotency_key => $1, kind => $2, payload => $3)'),
    (7, 'select queue_job(idempotency_key => $1, kind => $2, payload => $3, run_at => $4)'),
    (8, 'select queue_job(idempotency_key => $1, kind => $2, payload => $3, delay_seconds => $4)')
) as calls (place, call) order by place;
-- And they run.
prepare flat as select queue_job($1, $2, $3) > 0 as sent;
execute flat ('k', 'enrich', '{"a": 1}');
prepare wrapped as select queue_job($1) > 0 as sent;
execute wrapped ('{"kind": "enrich", "idempotency_key": "k 2"}');
prepare removes as select count(*) from pgmq_delete_many($1, $2);
execute removes ('enrich', '{-1,-2}');
select message ->> 'idempotency_key' as key from pgmq.q_enrich order by 1;
rollback;
