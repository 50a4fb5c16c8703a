-- A later minute pushes the count of the one before aside; an earlier one, from a session that came
-- late to its row, counts for the later.
on conflict (queue_name, slot) do update set
minute_at = greatest(slot.minute_at, excluded.minute_at),
minute_count = excluded.minute_count
    + case when slot.minute_at >= excluded.minute_at then slot.minute_count else 0 end,
prev_count = case when slot.minute_at >= excluded.minute_at then slot.prev_count
                  when slot.minute_at = excluded.minute_at - interval '1 minute'
                  then slot.minute_count else 0 end,
processed = slot.processed + excluded.processed,
failed = slot.failed + excluded.failed,
latency_sum_ms = slot.latency_sum_ms + excluded.latency_sum_ms,
min_ms = least(slot.min_ms, excluded.min_ms),
max_ms = greatest(slot.max_ms, excluded.max_ms),
last_job_id = coalesce(excluded.last_job_id, slot.last_job_id),
last_success_at = greatest(slot.last_success_at, excluded.last_success_at)
