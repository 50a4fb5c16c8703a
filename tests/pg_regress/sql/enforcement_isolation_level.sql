-- Functions that lock want READ COMMITTED: elsewhere a lock wait would end in 40001, which PostgREST repeats without end.
\set ON_ERROR_ROLLBACK on
create function pg_temp.says(call text) returns text language plpgsql as $$
declare
    detail text; hint text;
begin
    execute 'select ' || call;
    return 'fine';
exception when others then
    get stacked diagnostics detail = pg_exception_detail, hint = pg_exception_hint;
    return sqlstate || ' ' || sqlerrm || coalesce(e'\nDETAIL ' || nullif(detail, ''), '') || coalesce(e'\nHINT ' || nullif(hint, ''), '');
end $$;
create temp table calls (place serial, call text);
insert into calls (call) values ('open_enforcement_case(1, null)'), ('open_enforcement_case(''{"judgment_id": 1}'')'), ('close_enforcement_case(null, null)'), ('set_enforcement_stage(null::uuid, null, null, null, null)'), ('set_enforcement_stage(1, ''collected'')'),
('log_enforcement_event(null, null)'), ('queue_enforcement_action(null, null)'), ('record_enforcement_payment(null, null)'), ('issue_subpoena(null, null)'), ('record_subpoena_response(null, null)'), ('set_tier_override(null, null)'), ('refresh_enforcement_metrics()');
begin isolation level repeatable read;
select call, pg_temp.says(call) from calls order by place;
rollback;
begin isolation level serializable;
select split_part(pg_temp.says(call), e'\n', 2) as detail, split_part(pg_temp.says(call), ' ', 1) as code, count(*) from calls group by 1, 2;
rollback;
-- READ UNCOMMITTED is the same to Postgres.
begin isolation level read uncommitted;
select call, split_part(pg_temp.says(call), e'\n', 1) as says from calls order by place;
rollback;
