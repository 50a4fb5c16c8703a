-- The same batch through pgmq, which keeps no keys.
select * from pgmq.send_batch('plain', array(
    select jsonb_array_elements(jobs)
    from bench.batches where id = (select nextval('bench.batch_number'))
));
