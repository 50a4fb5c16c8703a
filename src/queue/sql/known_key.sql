select msg_id from dragonfly.idempotency_keys where queue = {{queue}} and key = $1
