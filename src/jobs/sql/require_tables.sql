select from dragonfly.job_queue where false
