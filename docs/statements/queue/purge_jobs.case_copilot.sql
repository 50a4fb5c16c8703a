-- (int8, float8)
delete from
    workers.processed_jobs
where
    ctid = any (
        array(
            select
                job.ctid
            from
                workers.processed_jobs as job
            where
                (queue_name || '') = 'case_copilot'
                and job.created_at < pg_catalog.now() - pg_catalog.make_interval(secs => $2)
                and not exists (
                    select
                    from
                        pgmq.q_case_copilot as message
                    where
                        message.msg_id = job.job_id
                )
                and not exists (
                    select
                    from
                        dragonfly.idempotency_keys as ledger
                    where
                        ledger.queue::text = 'case_copilot'
                        and ledger.key::text = job.idempotency_key::text collate "C"
                )
            order by
                job.created_at
            limit
                $1
            for update
                skip locked
        )
    )
returning
    1;
