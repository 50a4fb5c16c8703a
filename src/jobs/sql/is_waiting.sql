-- $5 is the time of the call.
queued.run_id is null and queued.attempts < queued.max_attempts
and coalesce(queued.available_at, '-infinity') <= $5
