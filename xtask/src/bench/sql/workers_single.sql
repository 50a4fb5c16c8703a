-- One job at a time: every job counts in a statement of its own.
select msg_id from workers.poll('ingest_raw', lpad(:client_id::text, 32, '0')::uuid, 1, 30) \gset
select workers.succeed('ingest_raw', :msg_id::bigint, lpad(:client_id::text, 32, '0')::uuid);
