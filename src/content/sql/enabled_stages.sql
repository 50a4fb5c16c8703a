select stage::text, queue::text, worker_endpoint::text, max_concurrency,
       trigger_batch_size
from public.content_stage_config where enabled order by stage
