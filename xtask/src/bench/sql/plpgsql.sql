-- One job through the PL/pgSQL baseline.
\set n random(1, 4611686018427387903)
select bench.queue_job_plpgsql(
    ('{"kind": "enrich", "idempotency_key": "job:' || :n || '", "payload": {"judgment_id": 4711,
     "case_number": "2024-CV-004711", "amount": 1250.10, "source": "etl"}}')::jsonb
);
