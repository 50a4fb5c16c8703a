-- The script's search_path begins with schema dragonfly. From here on only Postgres's own objects have names
-- without a schema, whatever else stands in there.
select pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);

-- The last block of the script: the schema of the workers' functions, what the functions say of
-- themselves, then their owner and grants, then, on a fresh database, the data model.
alter function dragonfly.enqueue(text, jsonb, integer) set schema workers;
alter function dragonfly.poll(text, uuid, integer, integer) set schema workers;
alter function dragonfly.succeed(text, bigint, uuid, jsonb, integer) set schema workers;
alter function dragonfly.succeed_many(text, bigint[], uuid, jsonb) set schema workers;
alter function dragonfly.fail(text, bigint, uuid, text, boolean, integer, integer) set schema workers;
alter function dragonfly.extend(text, bigint, uuid, integer, integer) set schema workers;
alter function dragonfly.release(text, bigint[], uuid) set schema workers;
alter function dragonfly.heartbeat(uuid, text, text, text, integer, text, bigint, bigint, jsonb) set schema workers;
alter function dragonfly.validate_envelope(jsonb) set schema workers;
alter function dragonfly.find_stale_workers(integer) set schema workers;
alter function dragonfly.replay_dead_letters(text, integer, boolean, bigint[]) set schema workers;
alter function dragonfly.purge_dead_letters(interval, bigint[]) set schema workers;
alter function dragonfly.create_queue(text) set schema workers;
alter function dragonfly.drop_queue(text, boolean) set schema workers;
alter function dragonfly.upsert_heartbeat(uuid, text, text, text, integer, text, bigint, bigint, jsonb) set schema workers;
alter function dragonfly.update_metrics(text, uuid, integer, boolean) set schema workers;
alter function dragonfly.is_job_processed(text) set schema workers;
alter function dragonfly.claim_job(text, bigint, text, uuid) set schema workers;
alter function dragonfly.complete_job(text, jsonb) set schema workers;
alter function dragonfly.fail_job(text, text) set schema workers;
alter function dragonfly.move_to_dlq(text, bigint, text, jsonb, text, text, integer, timestamp with time zone, uuid) set schema workers;

-- A queue is empty one minute and full the next, and statistics lag behind. Plans are kept, so one that was
-- made for an empty queue must not read a full one as a whole: those who take and finish jobs look them up
-- through indexes, whatever the statistics say. That holds for all functions that share a plan. (jit: what no
-- index can do then looks dear, not more.)
do $$
declare
    signature pg_catalog.regprocedure;
begin
    foreach signature in array array[
        'public.dequeue_job(text)',
        'public.dequeue_jobs(text, integer, integer)',
        'public.pgmq_delete(text, bigint)',
        'public.pgmq_delete_many(text, bigint[])',
        'workers.poll(text, uuid, integer, integer)',
        'workers.succeed(text, bigint, uuid, jsonb, integer)',
        'workers.succeed_many(text, bigint[], uuid, jsonb)',
        'workers.fail(text, bigint, uuid, text, boolean, integer, integer)',
        'workers.extend(text, bigint, uuid, integer, integer)',
        'workers.release(text, bigint[], uuid)',
        'public.claim_jobs(text[], integer, text, integer)',
        'public.update_job_progress(uuid, jsonb)',
        'public.complete_job_run(uuid, jsonb)',
        'public.fail_job_run(uuid, text, boolean, integer)',
        'public.dequeue_stage(text, integer, text)',
        'public.dequeue_stage_batch(text, integer, integer, text)',
        'public.start_stage(uuid, text)',
        'public.complete_stage(text, bigint, uuid, text, jsonb, text)',
        'public.fail_stage(text, bigint, uuid, text, jsonb, boolean)',
        'public.extend_message_visibility(text, bigint, uuid, text, integer)',
        'public.archive_message(text, bigint)',
        'workers.claim_job(text, bigint, text, uuid)',
        'workers.complete_job(text, jsonb)',
        'workers.fail_job(text, text)',
        'workers.move_to_dlq(text, bigint, text, jsonb, text, text, integer, timestamp with time zone, uuid)',
        'workers.replay_dead_letters(text, integer, boolean, bigint[])',
        'public.replay_content_dead_letters(text, integer, boolean, bigint[])',
        'public.cancel_job(uuid)',
        'public.enqueue_stage(text, uuid, text, jsonb, integer, integer, integer, integer, integer)',
        'public.delayed_requeue_stage(text, bigint, uuid, text, jsonb, integer, integer, integer)',
        'public.move_to_dead_letter(text, bigint, uuid, text, jsonb, text, jsonb, integer)',
        'public.archive_messages(text, bigint[])',
        'public.cancel_content_job(uuid, text)',
        'public.reclaim_stalled_stages(integer)'
    ]::pg_catalog.regprocedure[]
    loop
        execute pg_catalog.format(
            'alter function %s set enable_seqscan = off set enable_bitmapscan = off set jit = off', signature);
    end loop;
end
$$;

comment on function public.queue_job(jsonb) is
'Puts one job on the queue of its kind and returns the message id; a repeated idempotency_key returns the first job''s id. Body: {"payload": {"kind", "idempotency_key", "payload"?, "run_at"? | "delay_seconds"?}}.';
comment on function public.queue_job(text, text) is
'Puts one job on the queue of its kind and returns the message id; a repeated idempotency_key returns the first job''s id. Flat body: idempotency_key, kind; the payload is {}.';
comment on function public.queue_job() is
'Answers what is missing: kind and idempotency_key.';
comment on function public.queue_job(timestamp with time zone, text, jsonb) is
'Puts one job on the queue of its kind and returns the message id; a repeated idempotency_key returns the first job''s id. Flat body: idempotency_key, kind; visible at run_at; the payload is {}.';
comment on function public.queue_job(integer, text, jsonb) is
'Puts one job on the queue of its kind and returns the message id; a repeated idempotency_key returns the first job''s id. Flat body: idempotency_key, kind; visible after delay_seconds; the payload is {}.';
comment on function public.queue_job(text, jsonb) is
'Puts one job on the queue of its kind and returns the message id; a repeated idempotency_key returns the first job''s id. Flat body without its key: answers what is missing.';
comment on function public.queue_job(jsonb, text) is
'Puts one job on the queue of its kind and returns the message id; a repeated idempotency_key returns the first job''s id. Flat body without its kind: answers what is missing.';
comment on function public.queue_job(text, text, jsonb) is
'Puts one job on the queue of its kind and returns the message id; a repeated idempotency_key returns the first job''s id. Flat body: idempotency_key, kind, payload.';
comment on function public.queue_job(text, text, jsonb, timestamp with time zone) is
'Puts one job on the queue of its kind and returns the message id; a repeated idempotency_key returns the first job''s id. Flat body: idempotency_key, kind, payload; visible at run_at.';
comment on function public.queue_job(text, text, jsonb, integer) is
'Puts one job on the queue of its kind and returns the message id; a repeated idempotency_key returns the first job''s id. Flat body: idempotency_key, kind, payload; visible after delay_seconds.';
comment on function public.queue_job(text, text, jsonb, timestamp with time zone, integer) is
'Puts one job on the queue of its kind and returns the message id; a repeated idempotency_key returns the first job''s id. Flat body: idempotency_key, kind, payload; visible at run_at or after delay_seconds, one of the two.';
comment on function public.queue_jobs(jsonb) is
'Puts up to 10000 jobs on their queues, all or none, and returns their message ids in input order.';
comment on function public.queue_job_status(text, text) is
'What became of a job: {msg_id, state, read_ct, enqueued_at, visible_at, attempts, error, letter_id}; state queued, delayed, in_flight, retrying (visible_at is the next attempt), done, failed or cancelled; null when unknown.';
comment on function public.retry_job(text, text) is
'Tries a job again that failed or was cancelled, under its own key and with all of its attempts, and returns the new message id.';
comment on function public.cancel_job(text, text) is
'Takes a job off its queue, to its archive; false when it is over already.';
comment on function public.dequeue_job(text) is
'Takes one visible message off the queue of that kind for 30 seconds: {msg_id, vt, read_ct, enqueued_at, payload, body}; null when there is none.';
comment on function public.dequeue_jobs(text, integer, integer) is
'Takes up to quantity visible messages for visibility_timeout seconds.';
comment on function public.pgmq_delete(text, bigint) is
'Acknowledges a message by removing it; true when it was there.';
comment on function public.pgmq_delete_many(text, bigint[]) is
'Acknowledges messages by removing them; returns the ids that were there.';
comment on function public.open_enforcement_case(jsonb) is
'Opens the one open case of a judgment and returns its id. Body: {"payload": {judgment_id, created_by?, plaintiff_id?, tier?, collectability_score?, notes?}}.';
comment on function public.open_enforcement_case(bigint, text, uuid, text, numeric, text) is
'Opens the one open case of a judgment and returns its id. Flat body: judgment_id, created_by, plaintiff_id?, tier?, collectability_score?, notes?.';
comment on function public.close_enforcement_case(jsonb) is
'Closes a case and cancels its active actions: {case_id, status, closed_at, actions_closed}. Body: {"payload": {case_id, status (satisfied, uncollectible, withdrawn), note?, closed_by?}}.';
comment on function public.close_enforcement_case(uuid, text, text, text) is
'Closes a case and cancels its active actions: {case_id, status, closed_at, actions_closed}. Flat body: case_id, status (satisfied, uncollectible, withdrawn), note?, closed_by?.';
comment on function public.set_enforcement_stage(jsonb) is
'Moves a case to a stage: {case_id, stage, previous_stage, next_action_at, changed}. Body: {"payload": {case_id, stage, actor?, note?, metadata?, override?}}.';
comment on function public.set_enforcement_stage(uuid, text, text, text, jsonb, boolean) is
'Moves a case to a stage: {case_id, stage, previous_stage, next_action_at, changed}. Flat body: case_id, stage, actor, note, metadata (all five sent, null allowed), override?.';
comment on function public.log_enforcement_event(jsonb, boolean) is
'Logs what happened to a case and returns the event id. Body: {"payload": {case_id, event_kind, payload?, document_path?, related_task_id?, actor?, note?}}; leave wrapped out.';
comment on function public.log_enforcement_event(uuid, text, jsonb, text, uuid, text, text) is
'Logs what happened to a case and returns the event id. Flat body: case_id, event_kind, payload?, document_path?, related_task_id?, actor?, note?.';
comment on function public.queue_enforcement_action(jsonb) is
'Begins, carries on or ends an action: {action_id, case_id, action_type, status, created}. Body: {"payload": {case_id, action_type, status?, metadata?, actor?, status_reason?}}.';
comment on function public.queue_enforcement_action(uuid, text, text, jsonb, text, text) is
'Begins, carries on or ends an action: {action_id, case_id, action_type, status, created}. Flat body: case_id, action_type, status?, metadata?, actor?, status_reason?.';
comment on function public.record_enforcement_payment(jsonb) is
'Books a payment on judgment and case: {event_id, case_id, amount, balance_due, current_balance}; a repeated idempotency_key returns the first result. Body: {"payload": {case_id, amount, judgment_id?, received_at?, source?, document_path?, actor?, allow_overpayment?, idempotency_key?}}.';
comment on function public.record_enforcement_payment(uuid, numeric, bigint, timestamp with time zone, text, text, text, boolean, text) is
'Books a payment on judgment and case: {event_id, case_id, amount, balance_due, current_balance}; a repeated idempotency_key returns the first result. Flat body: case_id, amount, judgment_id?, received_at?, source?, document_path?, actor?, allow_overpayment?, idempotency_key?.';
comment on function public.issue_subpoena(jsonb) is
'Issues a subpoena: {action_id, event_id, document_id, due_date}. Body: {"payload": {case_id, target, due_date?, documents_requested?, document_path, actor?}}.';
comment on function public.issue_subpoena(uuid, text, date, text[], text, text) is
'Issues a subpoena: {action_id, event_id, document_id, due_date}. Flat body: case_id, target, due_date?, documents_requested?, document_path, actor?.';
comment on function public.record_subpoena_response(jsonb) is
'Records the answer to a subpoena: {action_id, event_id, review_task_id}. Body: {"payload": {case_id, complied, action_id?, note?, document_path?, actor?}}.';
comment on function public.record_subpoena_response(uuid, boolean, uuid, text, text, text) is
'Records the answer to a subpoena: {action_id, event_id, review_task_id}. Flat body: case_id, complied, action_id?, note?, document_path?, actor?.';
comment on function public.set_tier_override(uuid, text, timestamp with time zone, text, text) is
'Sets a case''s tier by hand, until expires_at or for ever; tier null gives it back to the rules.';
comment on function public.refresh_enforcement_metrics() is
'Recalculates the tiers of open cases, ends overrides that expired, fills what is due: {cases_examined, tiers_changed, overrides_expired, sla_breaches}.';
comment on function public.get_content_stage_backlog() is
'Ready and in-flight stages, one row per stage, every configured stage included.';
comment on function public.create_content_job(text, text, jsonb, text, integer, integer, integer, text) is
'Makes a content job and queues its first stage (research); returns the job''s id.';
comment on function public.enqueue_stage(text, uuid, text, jsonb, integer, integer, integer, integer, integer) is
'Queues a stage of a content job, whatever it was before; returns the message id.';
comment on function public.dequeue_stage(text, integer, text) is
'Takes one message of staged content for p_visibility_seconds, with p_stage one of that stage.';
comment on function public.dequeue_stage_batch(text, integer, integer, text) is
'Takes up to p_batch_size messages of staged content for p_visibility_seconds, with p_stage those of that stage.';
comment on function public.extend_message_visibility(text, bigint, uuid, text, integer) is
'Keeps a message hidden for p_additional_seconds from now; true while it lives.';
comment on function public.start_stage(uuid, text) is
'Counts an attempt and marks the stage as processing; returns its row, unchanged when nothing is left to do.';
comment on function public.complete_stage(text, bigint, uuid, text, jsonb, text) is
'Completes a stage and queues p_next_stage, or completes the job: {job_status, next_msg_id}; lost: true when the stage is no longer the caller''s.';
comment on function public.fail_stage(text, bigint, uuid, text, jsonb, boolean) is
'Tries a stage again later, or gives it up: {retry, delay_seconds, msg_id}, or {lost: true}.';
comment on function public.delayed_requeue_stage(text, bigint, uuid, text, jsonb, integer, integer, integer) is
'Sends a stage again after a delay that doubles with each attempt; the new message id, null when the stage is no longer the caller''s.';
comment on function public.move_to_dead_letter(text, bigint, uuid, text, jsonb, text, jsonb, integer) is
'Gives a stage up: its message becomes a dead letter, stage and job fail; the dead letter''s id, null when the stage is no longer the caller''s.';
comment on function public.get_queue_depth(text) is
'pgmq''s figures of a queue as an object; {queue_name, error} when there are none.';
comment on function public.archive_message(text, bigint) is
'Archives a message; true when it was on the queue.';
comment on function public.archive_messages(text, bigint[]) is
'Archives messages; those that are not on the queue are passed over.';
comment on function public.record_job_metric(uuid, text, text, numeric, bigint, integer, integer, jsonb) is
'Notes a figure of a job''s stage; returns its id.';
comment on function public.cancel_content_job(uuid, text) is
'Cancels a content job, its open stages and their messages; false when it had ended before.';
comment on function public.reclaim_stalled_stages(integer) is
'Takes back stages whose worker is overdue by p_grace_seconds; returns how many.';
comment on function public.trigger_content_worker(text, text, text, jsonb, jsonb) is
'Calls a worker through pg_net after commit; returns the request''s id.';
comment on function public.replay_content_dead_letters(text, integer, boolean, bigint[]) is
'Queues the stages of dead letters again with all of their attempts, oldest first; p_queue and p_ids choose, p_dry_run only says what would be done.';
comment on function public.purge_content_dead_letters(interval, bigint[]) is
'Removes dead letters of content older than that, or with these ids; returns how many.';
comment on function public.get_content_stage_problems() is
'Stages with ready work that nobody works on, and why: no row in content_stage_config, an endpoint that fails, workers that never begin.';
comment on function public.dispatch_content_queue(text) is
'Runs one dispatch cycle: takes back stalled stages, then starts workers where stages are ready; returns {message, dispatches, errors?, duration_ms}.';
comment on function dragonfly.set_judgment_stage(bigint, text, text, text) is
'What stands behind set_enforcement_stage(_judgment_id, …).';
comment on function public.log_call_outcome(uuid, uuid, text, text, text, timestamp with time zone) is
'Records a call: attempt, closed task, status history, and a follow-up task where follow_up_at is given and the outcome is not do_not_call or bad_number.';
comment on function public.log_call_outcome(json) is
'log_call_outcome for clients that write its names with _ or p_ before them.';
comment on function public.request_case_copilot(uuid, text) is
'Queues a case_copilot job for an enforcement case and returns the message id; every request makes a job.';
comment on function public.set_case_enrichment(uuid, numeric, text, text) is
'Writes score (0 to 100) and tier of an enriched case; a summary is kept as an enrichment run.';
comment on function public.set_case_scores(uuid, numeric, numeric, numeric, numeric, numeric, numeric, text) is
'Writes all scores (0 to 100) and the tier of a case.';
comment on function public.upsert_enrichment_bundle(jsonb) is
'Merges contacts and assets of a case''s entities: {"bundle": {"case_id", "contacts": […], "assets": […]}}; elements that cannot be used are listed in skipped.';
comment on function public.insert_or_get_entity(jsonb) is
'The entity of that case, role and normalised name; made when it is not there, filled where it was empty.';
comment on function public.insert_or_get_case_with_entities(jsonb) is
'The case of that organisation, source and number with its entities; made when they are not there.';
comment on function public.process_simplicity_imports(uuid) is
'Turns the waiting rows of an import run into plaintiffs and judgments; can be repeated.';
comment on function dragonfly.claim_dispatch() is
'Takes the place of a dispatch cycle until the transaction ends; false while another cycle has it.';
comment on function public.create_job(text, jsonb, text, text, uuid) is
'Asks for a job and returns its id; the same id again returns it once. An authenticated user creates jobs under its own user_id only.';
comment on function public.claim_jobs(text[], integer, text, integer) is
'Begins a run of up to quantity waiting jobs, oldest first; a run whose lease passes is failed and its job claimed again.';
comment on function public.update_job_progress(uuid, jsonb) is
'Merges into the progress of a run and extends its lease; false when the run is no longer in progress.';
comment on function public.save_job_artifact(uuid, text, jsonb) is
'Keeps what a run made (result, report, or another name) and returns its id.';
comment on function public.complete_job_run(uuid, jsonb) is
'Ends a run well, with its artifacts {type: data}; false when the run is no longer in progress.';
comment on function public.fail_job_run(uuid, text, boolean, integer) is
'Ends a run that failed: {attempts_left, retry_in_seconds}, null when the run is no longer in progress. Without retry it is final; retry_in replaces the delay that the policy of queue jobs gives.';
comment on function public.cancel_job(uuid) is
'Cancels a job that waits or runs; false when it is over already.';
comment on function public.get_job_status(uuid) is
'Where a job stands: {job_id, type, status, attempt_no, attempts_left, progress, error, created_at, started_at, completed_at, artifacts}.';
comment on function public.get_job_result(uuid, text) is
'The artifact of that type of the last completed run; null when there is none.';
comment on function dragonfly.wake_job_workers(uuid) is
'Notifies channel jobs of a job while a session waits for jobs; triggers call it.';
comment on function workers.enqueue(text, jsonb, integer) is
'Sends an envelope to a worker queue and returns the message id; a repeated idempotency key returns the first message''s id.';
comment on function workers.poll(text, uuid, integer, integer) is
'Hands a worker up to quantity jobs for visibility_timeout seconds, each claimed in workers.processed_jobs; an empty answer means an empty queue.';
comment on function workers.succeed(text, bigint, uuid, jsonb, integer) is
'The job is done: registry, archive, counters; false, and nothing changed, when it is no longer this worker''s.';
comment on function workers.succeed_many(text, bigint[], uuid, jsonb) is
'Jobs are done; returns the ids of those that were this worker''s. results: an array, one for each id.';
comment on function workers.fail(text, bigint, uuid, text, boolean, integer, integer) is
'The job failed: {dead, attempt, retry_in_seconds}; retry_in replaces the policy''s delay; {"lost": true} when it is no longer this worker''s.';
comment on function workers.extend(text, bigint, uuid, integer, integer) is
'Keeps a long job hidden and leased for so many seconds from now; false when it is no longer this worker''s.';
comment on function workers.release(text, bigint[], uuid) is
'Gives back jobs that were not begun: visible at once, the attempt not counted; returns how many.';
comment on function workers.heartbeat(uuid, text, text, text, integer, text, bigint, bigint, jsonb) is
'A worker''s sign of life with its totals; status starting, healthy, draining or stopped.';
comment on function workers.validate_envelope(jsonb) is
'The envelope in its normal form; raises Invalid Envelope with everything that is wrong with it.';
comment on function workers.find_stale_workers(integer) is
'Workers without a sign of life for so many minutes that did not say that they stop, oldest first.';
comment on function workers.replay_dead_letters(text, integer, boolean, bigint[]) is
'Sends dead letters back to their queues, oldest first; queue and ids choose, dry_run only says what would be done.';
comment on function workers.purge_dead_letters(interval, bigint[]) is
'Removes dead letters older than that, or with these ids; returns how many.';
comment on function workers.create_queue(text) is
'Makes a worker queue with both spellings; for whoever may run dragonfly.install().';
comment on function workers.drop_queue(text, boolean) is
'Drops a worker queue with its archive and views, with force also its messages and dead letters; for roles that may run dragonfly.install(). Built-in queues stay.';
comment on function workers.upsert_heartbeat(uuid, text, text, text, integer, text, bigint, bigint, jsonb) is
'workers.heartbeat under its older name.';
comment on function workers.upsert_heartbeat(uuid, text, text, text, integer, anyenum, bigint, bigint, jsonb) is
'workers.heartbeat under its older name, for workers that send a workers.worker_status.';
comment on function workers.update_metrics(text, uuid, integer, boolean) is
'Adds one job to its queue''s counters.';
comment on function workers.is_job_processed(text) is
'Whether a job of that key is completed and none is being worked on or failed.';
comment on function workers.claim_job(text, bigint, text, uuid) is
'Claims a job whose message was read through pgmq, for as long as the message is hidden.';
comment on function workers.complete_job(text, jsonb) is
'The job of that key that was claimed last is completed.';
comment on function workers.fail_job(text, text) is
'The job of that key that was claimed last failed.';
comment on function workers.move_to_dlq(text, bigint, text, jsonb, text, text, integer, timestamp with time zone, uuid) is
'Logs a job as dead and sends its letter; returns the log''s id. The message is left for its worker to archive.';
comment on function dragonfly.waiting(text) is
'This session waits for jobs of that kind or queue: producers notify channel dragonfly_queue from now on.';
comment on function dragonfly.working(text) is
'This session no longer waits for jobs of that kind.';
comment on function dragonfly.purge_idempotency_keys(integer) is
'Removes idempotency keys older than dragonfly_queue.idempotency_retention; returns how many.';
comment on function dragonfly.caller_is_operator() is
'Whether the caller is an operator, by role or by verified claim; policies ask it.';
comment on function dragonfly.install(boolean) is
'Brings the data model to what this version needs; can be run at any time. lock_down takes all rights of PUBLIC, anon, authenticated, service_role and enforcement_operator on adopted objects and gives those of the table of grants, none to authenticated where row level security is off; rights of other roles stay.';
comment on function dragonfly.doctor() is
'Checks the installation: one row per check with what to do next.';
comment on function dragonfly.version() is
'Version of the extension''s library.';
comment on function dragonfly.uninstall_jobs() is
'Removes the pg_cron jobs that install() scheduled; returns how many.';
comment on function dragonfly.preflight() is 'Part of the extension script.';
comment on function dragonfly.finish_script() is 'Part of the extension script.';

select dragonfly.finish_script();
