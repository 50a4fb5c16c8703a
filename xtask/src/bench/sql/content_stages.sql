-- Ten stages taken, started and completed; each queues the next.
select start_stage((taken.message ->> 'job_id')::uuid, taken.message ->> 'stage') is not null,
       complete_stage('content', taken.msg_id, (taken.message ->> 'job_id')::uuid, taken.message ->> 'stage',
                      '{"text": "done"}', bench.next_stage(taken.message ->> 'stage'))
from dequeue_stage_batch('content', 600, 10) as taken;
