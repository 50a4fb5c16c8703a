-- One job as the jsonb form takes it; a key that occurs once.
\set n random(1, 4611686018427387903)
select public.queue_job(
    ('{"kind": "enrich", "idempotency_key": "job:' || :n || '", "payload": {"judgment_id": 4711,
     "case_number": "2024-CV-004711", "amount": 1250.10, "source": "etl"}}')::jsonb
);
