select name || ' is not scheduled' from unnest($1) as name
where not exists (select from cron.job where jobname = name)
union all select jobname || ' is scheduled ' || count(*) || ' times'
from cron.job where jobname = any ($1) group by jobname having count(*) > 1
union all select jobname || ' has another command'
from cron.job join unnest($1, $2) as ours (name, command) on jobname = name
where job.command <> ours.command
