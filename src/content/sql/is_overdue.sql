-- The timeout is subtracted from the time of the call, which no row can make overflow.
coalesce(stage.last_dequeued_at, stage.started_at, stage.available_at)
    <= $2 - pg_catalog.make_interval(secs => coalesce(stage.visibility_timeout_seconds, 600))
