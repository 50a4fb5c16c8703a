-- What goes in comes out byte for byte: through dequeue_job, pgmq.read and the table.
begin;
set role service_role;
select queue_job('{"kind": "enrich", "idempotency_key": "k", "payload": {"n": 1.10, "big": 12345678901234567890123}}') as id \gset
select dequeue_job('enrich') -> 'payload' -> 'payload' as dequeue_job \gset
select :'dequeue_job';
select count(*) as shown_again from pgmq.set_vt('enrich', :id, 0);
select message -> 'payload' as pgmq_read from pgmq.read('enrich', 30, 1);
-- Keys of any spelling, numbers beyond double, deep and empty values; against jsonb's own text.
create temp table samples (place serial, payload jsonb);
insert into samples (payload) values
('{"e": 1e400, "tiny": 1e-400, "zero": -0, "fixed": 100.00, "long": 3.14159265358979323846264338327950288419716939937510}'),
('{"": "", " ": null, "ä": "\u00e4", "quote\"": "\\ \/ \b\f\n\r\t", "null": null}'),
('{"a": [[[[{"b": [{}]}]]]], "mixed": [1, "1", true, null, {}]}'),
('{"emoji": "🐉", "pair": "\ud83d\udc09", "control": "\u0001\u001f"}'),
('{"bb": 1, "a": 2, "bb": 3}');
select place, queue_job('faithful ' || place, 'enforce', payload) > 0 as taken from samples order by place;
select place, message -> 'payload' = samples.payload as equal, (message -> 'payload')::text = samples.payload::text as same_text
from pgmq.read('enforce', 30, 100) as message
join samples on message.message ->> 'idempotency_key' = 'faithful ' || place order by place;
rollback;
