select count(*) from pgmq.q_dead_letter
where jsonb_typeof(message -> 'original_queue') = 'string'
  and regexp_replace(lower(btrim(message ->> 'original_queue')), '^q_', '') = $1
