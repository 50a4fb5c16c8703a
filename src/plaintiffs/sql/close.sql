with {{open_calls}} closed as (
    update public.plaintiff_tasks as task
    set status = 'closed',
        completed_at = pg_catalog.now(),
        closed_at = coalesce(task.closed_at, pg_catalog.now()),
        result = coalesce(task.result, $3{{cast public.plaintiff_tasks.result}}),
        metadata = case when pg_catalog.jsonb_typeof(task.metadata) in ('object', 'array')
                        then task.metadata else '{}' end
            || pg_catalog.jsonb_build_object(
                'result', $3, 'interest_level', $4,
                'closed_by', $11, 'closed_at', $10)
    where task.id = $2 and task.plaintiff_id = $1
      and pg_catalog.current_setting('transaction_isolation') like 'read %'
      {{calls_are_locked}}
    returning task.id),
history as (
    insert into public.plaintiff_status_history (plaintiff_id, status, note, changed_by)
    select $1, $8{{cast public.plaintiff_status_history.status}}, $9,
        $11{{cast public.plaintiff_status_history.changed_by}} from closed)
insert into public.plaintiff_call_attempts (plaintiff_id, task_id, outcome, interest_level,
    notes, next_follow_up_at, created_by, metadata)
select $1, done.id, $3{{cast public.plaintiff_call_attempts.outcome}},
    $4{{cast public.plaintiff_call_attempts.interest_level}}, $5, $6,
    $11{{cast public.plaintiff_call_attempts.created_by}}, pg_catalog.jsonb_build_object(
    'from_rpc', 'log_call_outcome', 'follow_up_at', $7)
from {{done}} as done
returning id
