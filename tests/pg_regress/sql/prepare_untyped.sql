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
-- The older set_enforcement_stage beside the others: four untyped parameters, and every door by its names.
select call, pg_temp.prepares(call) from (values
    (1, 'select set_enforcement_stage($1, $2)'),
    (2, 'select set_enforcement_stage($1, $2, $3)'),
    (3, 'select set_enforcement_stage($1, $2, $3, $4)'),
    (4, 'select set_enforcement_stage($1, $2, $3, $4, $5)'),
    (5, 'select set_enforcement_stage(_judgment_id => $1, _new_stage => $2)'),
    (6, 'select set_enforcement_stage(case_id => $1, stage => $2, actor => $3, note => $4, metadata => $5, override => $6)'),
    (7, 'select open_enforcement_case($1, $2)'),
    (8, 'select close_enforcement_case($1, $2)'),
    (9, 'select log_enforcement_event($1, $2, $3)'),
    (10, 'select log_enforcement_event(payload => $1)'),
    (11, 'select queue_enforcement_action($1, $2)'),
    (12, 'select record_enforcement_payment($1, $2)'),
    (13, 'select record_enforcement_payment(case_id => $1, amount => $2, idempotency_key => $3)'),
    (14, 'select issue_subpoena(case_id => $1, target => $2, document_path => $3)'),
    (15, 'select record_subpoena_response($1, $2)'),
    (16, 'select set_tier_override($1, $2)')
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
