-- A hundred messages arrive at the client, then they are deleted. The last row carries their ids.
with taken as materialized (select * from public.dequeue_jobs('enrich', 100, 30) as job)
select job, null::bigint[] as ids from taken
union all
select null, array_agg((job ->> 'msg_id')::bigint) from taken \aset
select * from public.pgmq_delete_many('enrich', :ids::bigint[]);
