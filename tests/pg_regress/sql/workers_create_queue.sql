-- Queues that are made and dropped later.
\set VERBOSITY default
\set ON_ERROR_ROLLBACK on
begin;
\i sql/workers.psql
set role service_role;
select workers.create_queue('mail');
reset role;
select workers.create_queue('Q_Mail') is not null as made, workers.create_queue('mail') is not null as again;
select relname, relkind, relowner::regrole as owner, relrowsecurity and relforcerowsecurity as closed, relacl::text like '%service_role=arw%' as granted from pg_class
where relnamespace = 'pgmq'::regnamespace and relname like '%mail%' and relkind in ('r', 'v', 'S') order by 1;
set role service_role;
select workers.enqueue('q_mail', pg_temp.envelope('a'));
select msg_id, attempt from workers.poll('mail', pg_temp.worker());
select pgmq.send('q_mail', '{}'), pgmq.archive('q_mail', 2);
select depth, in_flight from workers.v_queue_metrics where queue_name = 'mail';
set role authenticated;
select * from pgmq.q_mail;
set role service_role;
select workers.drop_queue('mail');
reset role;
select action, object from dragonfly.install();
-- Messages and dead letters are not dropped by the way.
select pgmq.send('mail', '{}', 3600) > 0 as sent;
select pg_temp.tries($$select workers.drop_queue('mail')$$);
select pgmq.purge_queue('mail') > 0 as purged;
insert into pgmq.q_dead_letter (vt, message) values (now(), '{"original_queue": "q_mail"}');
select pg_temp.tries($$select workers.drop_queue('q_mail')$$);
select workers.drop_queue('q_mail', force => true), workers.drop_queue('mail');
select count(*) from pgmq.q_dead_letter;
select relname from pg_class where relnamespace = 'pgmq'::regnamespace and relname like '%mail%';
select queue_name from pgmq.meta where queue_name like '%mail%';
-- Made again, its ids go on behind those that keys stand for.
select workers.create_queue('mail') is not null as again;
select workers.enqueue('mail', pg_temp.envelope('a')), workers.enqueue('mail', pg_temp.envelope('b'));
select call, outcome.* from (values
    (1, $$select workers.create_queue(null)$$),
    (2, $$select workers.create_queue('dead_letter')$$),
    (3, $$select workers.create_queue('no such name')$$),
    (4, $$select workers.create_queue(repeat('x', 48))$$),
    (5, $$select workers.drop_queue('content')$$),
    (6, $$select workers.drop_queue('nowhere')$$),
    (7, $$select workers.drop_queue('Q_Ingest_Raw', true)$$),
    (8, $$select workers.drop_queue('enrich', force => true)$$)
) as calls (place, call), lateral pg_temp.tries(call) as outcome order by place;
rollback;
