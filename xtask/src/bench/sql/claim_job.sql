-- One job is claimed and completed, as a worker does it: two calls.
select run_id from public.claim_jobs(quantity => 1) \gset
select public.complete_job_run(:run_id::uuid, '{"result": {"score": 1}}');
