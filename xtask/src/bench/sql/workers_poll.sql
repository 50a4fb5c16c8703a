-- A hundred jobs arrive at the worker, then they are done. The last row carries their ids.
with taken as materialized (
    select * from workers.poll('ingest_raw', lpad(:client_id::text, 32, '0')::uuid, 100, 30))
select msg_id, read_ct, attempt, envelope, null::bigint[] as ids from taken
union all
select null, null, null, null, array_agg(msg_id) from taken \aset
select * from workers.succeed_many('ingest_raw', :ids::bigint[], lpad(:client_id::text, 32, '0')::uuid);
