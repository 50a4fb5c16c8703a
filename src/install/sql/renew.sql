select cron.schedule(jobname, schedule, $3) from cron.job
where jobname = $1 and command = $2 and username = current_user
