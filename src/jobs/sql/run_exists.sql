select from public.job_runs where id = $1
