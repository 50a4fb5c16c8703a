-- Claims make an operator only of the role authenticated, and only in a session of the authenticator.
\set ON_ERROR_ROLLBACK on
begin;
select queue_job('k', 'enrich') > 0 as sent;
create role intruder login in role authenticated;
grant anon to intruder;
create temp table claims (place serial, claim text);
insert into claims (claim) values
('{"role": "enforcement_operator"}'),
('{"role": "authenticated", "app_metadata": {"role": "enforcement_operator"}}'),
('{"app_metadata": {"role": "enforcement_operator", "provider": "email"}, "sub": "7"}'),
('{"role": "authenticated"}'),
('{"role": "service_role"}'),
('{"role": "Enforcement_Operator"}'),
('{"role": ["enforcement_operator"]}'),
('{"role": {"enforcement_operator": true}}'),
('{"user_metadata": {"role": "enforcement_operator"}}'),
('{"app_metadata": "enforcement_operator"}'),
('{"app_metadata": [{"role": "enforcement_operator"}]}'),
('{"app_metadata": null}'),
('{"app_metadata/role": "enforcement_operator", "app_metadata.role": "enforcement_operator"}'),
('"enforcement_operator"'), ('["enforcement_operator"]'), ('{}'), ('null'), ('true'), (''), (' '),
('enforcement_operator'), ('{"role": "enforcement_operator"'), ('{"role": "enforcement_operator"}}'), (E'\\u0000'),
('{"role": "enforcement_operator", "deep": ' || repeat('[', 10000) || repeat(']', 10000) || '}');
grant select on claims to public;
create function pg_temp.asks(claim text) returns text language plpgsql as $$
begin
    perform set_config('request.jwt.claims', claim, true);
    return queue_job_status('enrich', 'k') ->> 'state';
exception when others then
    return sqlstate;
end $$;
create view pg_temp.answers as select place, left(claim, 60) as claim, pg_temp.asks(claim) from claims order by place;
grant select on pg_temp.answers to public;
set session authorization authenticator;
set role authenticated;
select * from pg_temp.answers;
set request.jwt.claims = '';
select queue_job_status('enrich', 'k');
\echo :LAST_ERROR_SQLSTATE
reset request.jwt.claims;
select queue_job_status('enrich', 'k');
\echo :LAST_ERROR_SQLSTATE
-- The same claims say nothing of another role, nor in any other session.
set request.jwt.claims = '{"role": "enforcement_operator", "app_metadata": {"role": "enforcement_operator"}}';
select queue_job_status('enrich', 'k') ->> 'state' as state;
set role anon;
select queue_job_status('enrich', 'k');
\echo :LAST_ERROR_SQLSTATE
reset role;
select queue_job_status('enrich', 'k');
\echo :LAST_ERROR_SQLSTATE
reset session authorization;
set session authorization intruder;
set request.jwt.claims = '{"role": "enforcement_operator", "app_metadata": {"role": "enforcement_operator"}}';
select queue_job_status('enrich', 'k');
\echo :LAST_ERROR_SQLSTATE
set role authenticated;
select queue_job_status('enrich', 'k');
\echo :LAST_ERROR_SQLSTATE
set dragonfly_queue.authenticator = 'intruder';
\echo :LAST_ERROR_SQLSTATE
select asks, count(*) from pg_temp.answers group by asks;
reset session authorization;
-- The authenticator's name is a setting.
set dragonfly_queue.authenticator = 'intruder';
set session authorization intruder;
set role authenticated;
select queue_job_status('enrich', 'k') ->> 'state' as state;
rollback;
