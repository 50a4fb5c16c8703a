select name || ' is there without dragonfly.job_queue'
from unnest(array['public.jobs', 'public.job_runs', 'public.job_artifacts',
                  'public.job_types']) as name
where to_regclass(name) is not null
  and to_regclass('dragonfly.job_queue') is null
