with renamed as (
    update workers.processed_jobs set queue_name = substr(queue_name::text, 3)
    where queue_name::text like 'q\_%' returning 1)
select count(*) from renamed
