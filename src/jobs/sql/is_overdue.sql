queued.run_id is not null and queued.lease_until <= $1
