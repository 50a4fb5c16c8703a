select 'pgmq is ' || extversion from pg_extension where extname = 'pgmq'
and string_to_array(substring(extversion from '^[0-9]+[.][0-9]+'), '.')::int[]
    < array[1, 5]
union all select 'pgmq is not installed'
where not exists (select from pg_extension where extname = 'pgmq')
