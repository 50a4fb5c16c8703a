-- The pipeline: columns in their order, tiers, ranks, blanks, one row per judgment.
begin;
insert into plaintiffs (id, name, status) values ('00000000-0000-0000-0000-00000000000a', 'Ann', 'Signed'), ('00000000-0000-0000-0000-00000000000b', 'Bob', ' ');
insert into judgments (id, case_number, plaintiff_id, plaintiff_name, judgment_amount, priority_level, enforcement_stage, county, state) values
(1, 'N-1', '00000000-0000-0000-0000-00000000000a', 'old name', 100, 'urgent', ' Levy_Issued ', 'Kings', 'NY'),
(2, 'N-2', '00000000-0000-0000-0000-00000000000b', null, 900, 'normal', '', 'Queens', 'NY'),
(3, 'N-3', null, 'Cid', null, 'normal', 'collected', null, null),
(4, 'N-4', null, 'Dan', 900, 'low', 'collected', null, null),
(5, 'N-5', null, 'Eve', 900, 'on_hold', 'collected', null, null),
(6, 'N-6', null, 'Fay', 50, 'high', 'collected', null, null),
(7, 'N-7', null, 'Gus', 900, 'normal', 'collected', null, null),
(8, 'N-8', null, 'Hal', 5000, 'normal', 'collected', null, null),
(9, null, null, 'Ida', 1, 'normal', 'collected', null, null);
insert into judgments.cases (case_number, source, judgment_date, amount_awarded, county, state) values
('N-1', 'a', current_date - 10, 3000, 'Bronx', null), ('N-1', 'b', current_date - 5, 3000, null, 'NJ'), ('N-1', 'c', null, 1, 'Nowhere', 'XX'),
('N-2', 'a', current_date - 10, 4000, null, null), ('N-3', 'a', current_date - 10, 4000, null, null), ('N-4', 'a', current_date - 10, 4000, null, null),
('N-5', 'a', current_date - 10, 4000, null, null), ('N-6', 'a', current_date - 10, 4000, null, null), ('N-7', 'a', current_date - 10, 4000, null, null),
('N-8', 'a', current_date - 400, 3000, null, null);
select * from v_priority_pipeline order by collectability_tier, tier_rank;
select judgment_id from v_priority_pipeline where collectability_tier = 'A' and tier_rank <= 2 order by tier_rank;
-- The nodes of a plan that read, sort or rank; what else EXPLAIN says differs between versions of Postgres.
create function pg_temp.nodes(query text) returns setof text language plpgsql as $$
declare line text;
begin
    for line in execute 'explain (costs off) ' || query loop
        if line ~ 'Index Only Scan|Index Scan|Seq Scan|Bitmap|Sort  |Sort$|WindowAgg|Run Condition|Join|Loop' then
            -- Postgres 18 names the window.
            line := replace(line, 'OVER w1', 'OVER (?)');
            return next regexp_replace(regexp_replace(line, '^[ >-]*', ''), '( on [a-z]+) [a-z_0-9]+$', '\1');
        end if;
    end loop;
end $$;
-- On empty tables everything else is as cheap.
set local enable_seqscan = off;
set local enable_bitmapscan = off;
set local enable_hashjoin = off;
set local enable_mergejoin = off;
-- The rows of a tier are walked in their order: no sort before the ranks, nothing but indexes read for
-- those of other tiers, and no more ranked than are wanted.
select * from pg_temp.nodes($$select * from v_priority_pipeline where collectability_tier = 'A' and tier_rank <= 50 limit 50$$) as node;
-- What is shown is looked up after ORDER BY and LIMIT, and what is not asked for is not.
select * from pg_temp.nodes($$select plaintiff_name, county, tier_rank from v_priority_pipeline where collectability_tier = 'A' order by tier_rank limit 50$$) as node;
select attname, atttypid::regtype from pg_attribute where attrelid = 'v_priority_pipeline'::regclass and attnum > 0 order by attnum;
rollback;
