-- The same through the PL/pgSQL baseline.
select bench.start_stage((taken.message ->> 'job_id')::uuid, taken.message ->> 'stage') is not null,
       bench.complete_stage('content', taken.msg_id, (taken.message ->> 'job_id')::uuid, taken.message ->> 'stage',
                            '{"text": "done"}', bench.next_stage(taken.message ->> 'stage'))
from bench.dequeue_stage_batch('content', 600, 10) as taken;
