-- The same through pgmq: no registry, no de-duplication, no counters.
with taken as materialized (select * from pgmq.read('plain', 30, 100))
select msg_id, read_ct, enqueued_at, vt, message, null::bigint[] as ids from taken
union all
select null, null, null, null, null, array_agg(msg_id) from taken \aset
select * from pgmq.archive('plain', :ids::bigint[]);
