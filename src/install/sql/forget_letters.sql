delete from pgmq.q_dead_letter
where message -> 'original_queue' in (to_jsonb($1::text), to_jsonb($2::text))
