-- A random case to a random stage beside its own.
\set n random(1, 20000)
\set s random(1, 64)
select set_enforcement_stage(bench.case_id(:n), 'beside_' || :s, 'bench', null, null);
