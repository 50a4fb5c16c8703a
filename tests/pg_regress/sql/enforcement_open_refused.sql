-- What open_enforcement_case refuses; nothing is written.
\i sql/enforcement.psql
select body, pg_temp.says(format('select open_enforcement_case(%L::jsonb)', body)) from (values
    (1, '{}'), (2, '{"judgment_id": null}'), (3, '{"judgment_id": ""}'), (4, '{"judgment_id": "x"}'), (5, '{"judgment_id": 1.5}'), (6, '{"judgment_id": true}'),
    (7, '{"judgment_id": [101]}'), (8, '{"judgment_id": {"id": 101}}'), (9, '{"judgment_id": 1e400}'), (10, '{"judgment_id": 9223372036854775808}'),
    (11, '{"judgment_id": "NaN"}'), (12, '{"judgment_id": 999}'), (13, '{"judgment_id": -1}'),
    (14, '{"judgment_id": 101, "plaintiff_id": "x"}'), (15, '{"judgment_id": 101, "plaintiff_id": 7}'),
    (16, '{"judgment_id": 101, "plaintiff_id": "bbbbbbbb-0000-4000-8000-000000000002"}'), (17, '{"judgment_id": 102, "plaintiff_id": "00000000-0000-4000-8000-000000000000"}'),
    (18, '{"judgment_id": 101, "tier": "tier4"}'), (19, '{"judgment_id": 101, "tier": 1}'),
    (20, '{"judgment_id": 101, "collectability_score": -0.01}'), (21, '{"judgment_id": 101, "collectability_score": 100.01}'), (22, '{"judgment_id": 101, "collectability_score": 12.345}'),
    (23, '{"judgment_id": 101, "collectability_score": "NaN"}'), (24, '{"judgment_id": 101, "collectability_score": "Infinity"}'), (25, '{"judgment_id": 101, "collectability_score": 1e-400}'), (26, '{"judgment_id": 101, "collectability_score": "1e999999999"}'),
    (27, '{"judgment_id": 101, "collectability_score": []}'), (28, '{"judgment_id": 101, "created_by": 7}'), (29, '{"judgment_id": 101, "notes": {}}'),
    (30, '{"judgment_id": 101, "note": "singular", "Tier": "tier1"}'), (31, '{"payload": {"judgment_id": 101}}')
) as bodies (place, body) order by place;
select call, pg_temp.says('select ' || call) from (values
    (1, 'open_enforcement_case(null, null)'), (2, 'open_enforcement_case(999, null)'), (3, 'open_enforcement_case(''x'', null)'),
    (4, 'open_enforcement_case(101, null, ''x'')'), (5, 'open_enforcement_case(101, null, null, ''gold'')'),
    (6, 'open_enforcement_case(101, null, null, null, ''NaN'')'), (7, 'open_enforcement_case(101, null, null, null, 100.01)')
) as calls (place, call) order by place;
-- An open case is in the way, a closed one is not.
select pg_temp.plain(open_enforcement_case(101, null));
select pg_temp.says($$select open_enforcement_case('{"judgment_id": 101}')$$);
select open_enforcement_case('{"judgment_id": 999}');
\echo :LAST_ERROR_SQLSTATE
select pg_temp.plain(close_enforcement_case(pg_temp.id('case 1'), 'withdrawn'));
select pg_temp.plain(open_enforcement_case(101, null));
select pg_temp.plain(close_enforcement_case(pg_temp.id('case 2'), 'withdrawn'));
-- An application's own index that allows one case per judgment ever, as a constraint too.
delete from enforcement_cases where judgment_id = 101 and id <> pg_temp.id('case 2');
create unique index "One Case" on enforcement_cases (judgment_id);
select pg_temp.says('select open_enforcement_case(101, null)');
select pg_temp.plain(open_enforcement_case(103, null));
drop index "One Case";
alter table enforcement_cases add constraint only_once unique (judgment_id);
select pg_temp.says('select open_enforcement_case(101, null)');
alter table enforcement_cases drop constraint only_once;
-- Nothing was written by any of these.
select judgment_id, count(*), count(*) filter (where status <> 'closed') as open from enforcement_cases group by 1 order by 1;
-- What was removed from the lookup is set-up that is missing.
savepoint removed;
update enforcement_cases set current_stage = 'closed';
delete from enforcement_stage_lookup where stage = 'pre_enforcement';
select pg_temp.says('select open_enforcement_case(102, null)');
rollback to removed;
rollback;
