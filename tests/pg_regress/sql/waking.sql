-- Who waits is told of what comes, by producers that look whether anybody waits.
begin;
listen dragonfly_queue;
select dragonfly.waiting('enrich') is not null as waits, dragonfly.waiting('jobs') is not null as for_jobs;
select queue_job('waking', 'enrich', '{}') > 0 as queued;
insert into jobs (type, payload) values ('tech_rfp_report', '{"package_id": "a"}');
select dragonfly.working('enrich') is not null as works, dragonfly.working('jobs') is not null as no_longer;
rollback;
unlisten dragonfly_queue;
