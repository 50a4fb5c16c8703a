-- A batch of jobs, each with a key that occurs once.
select * from public.queue_jobs((
    select jobs from bench.batches where id = (select nextval('bench.batch_number'))
));
