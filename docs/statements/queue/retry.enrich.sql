-- (text, int8, timestamptz, text)
with
old as materialized (
    select
        message.msg_id,
        message.message
    from
        pgmq.q_enrich as message
    where
        message.msg_id = $2
    for update
),
letter as materialized (
    select
        letter.id,
        letter.payload
    from
        workers.dead_letter_log as letter
    where
        letter.original_job_id = $2
        and letter.original_queue::text in ('enrich', 'q_enrich')
        and coalesce(letter.resolution_notes, '') not like 'not moved%'
    order by
        letter.moved_to_dlq_at desc
    limit
        1
),
held as materialized (
    select
        dead.msg_id
    from
        pgmq.q_dead_letter as dead,
        letter
    where
        dead.message -> 'dlq_log_id' = pg_catalog.to_jsonb(letter.id::text)
        and (
            select
                pg_catalog.count(*)
            from
                old
        ) >= 0
    for update
        of dead
),
claimed as materialized (
    select
        ledger.key,
        pg_catalog.nextval('pgmq.q_enrich_msg_id_seq'::pg_catalog.regclass) as new_id
    from
        dragonfly.idempotency_keys as ledger
    where
        ledger.queue = 'enrich'
        and ledger.key = $1
        and ledger.msg_id = $2
        and (
            select
                pg_catalog.count(*)
            from
                held
        ) >= 0
    for update
),
body as materialized (
    select
        coalesce(
            (
                select
                    old.message
                from
                    old
            ),
            (
                select
                    archived.message
                from
                    pgmq.a_enrich as archived
                where
                    archived.msg_id = $2
            ),
            (
                select
                    case
                        when letter.payload -> 'kind' = pg_catalog.to_jsonb('enrich'::text) then letter.payload
                        else pg_catalog.jsonb_build_object(
                            'kind',
                            'enrich',
                            'idempotency_key',
                            $1,
                            'payload',
                            letter.payload
                        )
                    end
                from
                    letter
                where
                    letter.payload is not null
            )
        ) as message
),
gone_old as (
    delete from
        pgmq.q_enrich as message
    using
        claimed
    where
        message.msg_id = $2
    returning
        message.msg_id,
        message.read_ct,
        message.enqueued_at,
        message.last_read_at,
        message.vt,
        message.message,
        message.headers
),
archived_old as (
    insert into
        pgmq.a_enrich (
            msg_id,
            read_ct,
            enqueued_at,
            last_read_at,
            vt,
            message,
            headers
        )
    select
        msg_id,
        read_ct,
        enqueued_at,
        last_read_at,
        vt,
        message,
        headers
    from
        gone_old
),
sent as (
    insert into
        pgmq.q_enrich (msg_id, vt, message) overriding system value
    select
        claimed.new_id,
        $3,
        body.message
    from
        claimed,
        body
    where
        body.message is not null
    returning
        msg_id
),
moved as (
    update
        dragonfly.idempotency_keys as ledger
    set
        msg_id = sent.msg_id,
        retained_since = greatest(ledger.retained_since, $3),
        cancelled_at = null
    from
        sent
    where
        ledger.queue = 'enrich'
        and ledger.key = $1
),
forgotten as (
    delete from
        workers.processed_jobs as job
    using
        sent
    where
        job.idempotency_key = $1
        and job.queue_name = 'enrich'
),
gone as (
    delete from
        pgmq.q_dead_letter as dead
    using
        sent,
        held
    where
        dead.msg_id = held.msg_id
),
resolved as (
    update
        workers.dead_letter_log as log
    set
        resolved_at = $3,
        resolution_notes = pg_catalog.concat('retried by ', $4, ' as message ', sent.msg_id)
    from
        sent,
        letter
    where
        log.id = letter.id
)
select
    msg_id
from
    sent;
