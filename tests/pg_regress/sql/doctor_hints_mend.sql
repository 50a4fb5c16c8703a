-- Where the doctor says to run install(), install() mends what it found.
set client_min_messages to warning;
begin;
create function pg_temp.mended(damage text) returns table (was text, is_now text) language plpgsql as $$
begin
    execute damage;
    was := (select string_agg(check_name || ' ' || status, ', ') from dragonfly.doctor()
        where hint like 'run SELECT dragonfly.install()%');
    perform dragonfly.install();
    is_now := coalesce((select string_agg(check_name || ' ' || status || ': ' || detail, ', ') from dragonfly.doctor()
        where hint like 'run SELECT dragonfly.install()%'), 'mended');
    return next;
end $$;
select damage, mended.* from (values
    (1, 'drop table pgmq.q_enrich'),
    (2, 'drop table pgmq.a_enrich'),
    (3, 'drop table dragonfly.idempotency_keys'),
    (4, 'drop table dragonfly.settings'),
    (5, 'grant execute on function dequeue_job(text) to public'),
    (6, 'revoke execute on function queue_job(jsonb) from anon'),
    (7, 'alter function pgmq_delete(text, bigint) owner to dragonfly_owner'),
    (8, 'alter function pgmq_delete(text, bigint) security definer'),
    (9, 'alter function pgmq_delete(text, bigint) reset all')
) as damages (place, damage), lateral pg_temp.mended(damage) order by place;
rollback;
