-- Every way in is checked alike: INSERT, UPDATE, create_job.
\i sql/jobs.psql
set role service_role;
insert into jobs (type, payload) values ('mail', '{"package_id": "p"}');
\echo :LAST_ERROR_SQLSTATE
insert into jobs (type, payload) values (null, '{"package_id": "p"}');
\echo :LAST_ERROR_SQLSTATE
insert into jobs (type) values ('tech_rfp_report');
\echo :LAST_ERROR_SQLSTATE
select create_job('mail', '{"package_id": "p"}');
\echo :LAST_ERROR_SQLSTATE
select create_job(null, null);
select create_job('tech_rfp_report', null);
select create_job('tech_rfp_summary', '{"package_id": "p", "metadata": {"rfp_variant": "both"}}');
\echo :LAST_ERROR_SQLSTATE
select create_job('tech_rfp_summary', '{"package_id": "p", "metadata": {"rfp_variant": 1}}');
-- What a payload may be.
reset role;
create function pg_temp.outcome(a_type text, payload jsonb) returns text language plpgsql as $$
begin
    insert into jobs (type, payload) values (a_type, payload);
    return 'fine';
exception when others then
    return sqlstate || ' ' || sqlerrm;
end $$;
select payload, pg_temp.outcome('tech_rfp_analysis', payload::jsonb) from unnest(array['{"package_id": "p"}', '{"package_id": 7}', '{}', '{"package_id": null}', '{"package_id": ""}', '{"package_id": " \t\n"}',
    '{"package_id": {}}', '{"package_id": ["p"]}', '{"package_id": true}', '["package_id"]', '"package_id"', 'null', '1', '{"Package_id": "p"}']) with ordinality as payloads (payload, place) order by place;
select a_type, variant, pg_temp.outcome(a_type, jsonb_build_object('package_id', 'p', 'metadata', variant::jsonb)) from (values
    (1, 'tech_rfp_summary', '{"rfp_variant": "tech"}'), (2, 'tech_rfp_summary', '{"rfp_variant": "comm"}'), (3, 'tech_rfp_summary', '{"rfp_variant": null}'), (4, 'tech_rfp_summary', '{}'),
    (5, 'tech_rfp_summary', 'null'), (6, 'tech_rfp_summary', '"tech"'), (7, 'tech_rfp_summary', '{"rfp_variant": "Tech"}'), (8, 'tech_rfp_summary', '{"rfp_variant": ""}'),
    (9, 'tech_rfp_summary', '{"rfp_variant": {"a": 1}}'), (10, 'tech_rfp_report', '{"rfp_variant": "both"}')) as cases (place, a_type, variant) order by place;
select type, pg_temp.outcome(type, '{"package_id": "p"}') from unnest(array['tech_rfp_analysis', 'tech_rfp_summary', 'tech_rfp_evaluation_extract', 'tech_rfp_report', 'tech_rfp_generate_eval', 'TECH_RFP_REPORT', '']) as type;
-- An update breaks no rule either, and the queue follows.
truncate jobs cascade;
set role service_role;
select create_job('tech_rfp_report', :'rfp', id => pg_temp.id(1)) = pg_temp.id(1) as created;
update jobs set type = 'mail';
update jobs set payload = '{}';
update jobs set type = 'tech_rfp_analysis', payload = payload || '{"more": true}', company_id = 'c';
select job.type, queued.type as queued from jobs as job join dragonfly.job_queue as queued on queued.job_id = job.id;
-- An operator adds a type by adding a row; one that is in use stays.
insert into job_types values ('mail', 'Sends a letter');
select create_job('mail', :'rfp', id => pg_temp.id(2)) = pg_temp.id(2) as created;
delete from job_types where type = 'mail';
\echo :LAST_ERROR_SQLSTATE
rollback;
