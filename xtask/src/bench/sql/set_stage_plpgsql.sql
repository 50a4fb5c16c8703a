-- The same by hand.
\set n random(1, 20000)
\set s random(1, 64)
select bench.set_stage(bench.case_id(:n), 'beside_' || :s, 'bench', null, null, null);
