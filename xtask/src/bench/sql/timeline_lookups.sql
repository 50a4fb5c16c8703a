-- The same rows, each table by its index.
\set n random(1, 1000)
select * from enforcement_history where enforcement_case_id = bench.case_id(:n);
select * from enforcement_events where case_id = bench.case_id(:n);
select * from plaintiff_tasks where case_id = bench.case_id(:n);
select * from enforcement_actions where enforcement_case_id = bench.case_id(:n);
select * from enforcement_documents where enforcement_case_id = bench.case_id(:n);
