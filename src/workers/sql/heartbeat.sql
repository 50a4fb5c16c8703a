insert into workers.heartbeats
    (worker_id, queue_name, hostname, version, pid, status, last_heartbeat_at,
     jobs_processed, jobs_failed, metadata)
values ($1, $2, $3, $4, $5, $6{{cast workers.heartbeats.status}},
     pg_catalog.clock_timestamp(), $7, $8, coalesce($9, '{}'))
on conflict (worker_id) do update set
    queue_name = excluded.queue_name, hostname = excluded.hostname,
    version = excluded.version, pid = excluded.pid, status = excluded.status,
    last_heartbeat_at = excluded.last_heartbeat_at,
    jobs_processed = excluded.jobs_processed, jobs_failed = excluded.jobs_failed,
    metadata = excluded.metadata
