-- One job whose key was there before, except in its first calls.
\set n random(1, 100)
select public.queue_job(
    ('{"kind": "enrich", "idempotency_key": "job:' || :n || '", "payload": {"judgment_id": 4711,
     "case_number": "2024-CV-004711", "amount": 1250.10, "source": "etl"}}')::jsonb
);
