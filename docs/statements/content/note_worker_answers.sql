-- ()
select
    dragonfly.note_worker_answers();
