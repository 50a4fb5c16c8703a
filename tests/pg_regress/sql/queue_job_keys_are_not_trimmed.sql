-- Keys are taken as they are: space, case and normalisation make another key, and so does the kind.
begin;
set role anon;
select queue_job('key', 'enrich') as plain \gset
select form, queue_job(key, kind) = :plain as same
from (values
    (1, 'the same', 'key', 'enrich'),
    (2, 'a space before', ' key', 'enrich'),
    (3, 'a space after', 'key ', 'enrich'),
    (4, 'upper case', 'KEY', 'enrich')
) as forms (place, form, key, kind) order by place;
select queue_job(U&'\00e9', 'enrich') <> queue_job(U&'e\0301', 'enrich') as forms_of_unicode_differ;
reset role;
select queue, key from dragonfly.idempotency_keys where key ilike '%key%' order by queue, key;
set role anon;
select queue_job('key', 'outreach') > 0 as another_queue;
reset role;
select count(*) from pgmq.q_outreach;
rollback;
