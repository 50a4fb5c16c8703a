-- Everything that belongs to a case, in order.
\set n random(1, 1000)
select * from v_enforcement_timeline where case_id = bench.case_id(:n) order by occurred_at;
