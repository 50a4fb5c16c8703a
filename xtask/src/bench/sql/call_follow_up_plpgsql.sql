-- The same call through the PL/pgSQL baseline.
\set n random(1, 100000)
select bench.log_call_outcome(
    md5('plaintiff ' || :n)::uuid, md5('task ' || :n)::uuid, 'reached', 'hot', 'likes it', '2031-01-31T09:00:00Z'
);
