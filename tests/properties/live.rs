//! A database in the middle of its life: jobs in every state and what an operator changed.

use crate::support::Db;

const JOBS: &str = r#"
-- queued, on every queue
select queue_job(jsonb_build_object('kind', kind, 'idempotency_key', 'job-' || n,
                                    'payload', jsonb_build_object('n', n)))
from unnest(array['case_copilot', 'enforce', 'enrich', 'outreach']) as kind, generate_series(1, 6) as n;
select * from queue_jobs('[{"kind": "enrich", "idempotency_key": "batch-1"},
                           {"kind": "outreach", "idempotency_key": "batch-2"}]');
-- repeated: leaves a gap in the ids
select queue_job('job-1', 'enrich') from generate_series(1, 3);
-- delayed
select queue_job('later', 'enforce', '{}', 86400);
select queue_job('much later', 'outreach', '{}', now() + interval '300 days');
-- nothing that a dump could get wrong
select queue_job(E'quote '' tab \t back \\ newline \n ünï ☃', 'case_copilot',
                 '{"n": 1.10, "big": 12345678901234567890123, "text": "a\\b\"c\td", "nul": null}'::jsonb);
-- in flight
select * from dequeue_jobs('enrich', 2, 43200);
-- archived, deleted
select pgmq.archive('outreach', msg_id) from (select msg_id from pgmq.q_outreach order by 1 limit 2) as m;
select pgmq_delete('enforce', msg_id) from (select msg_id from pgmq.q_enforce order by 1 limit 2) as m;
-- every message of a queue gone: its sequence must not start again
select pgmq_delete('case_copilot', msg_id) from pgmq.q_case_copilot where msg_id <> 7;
"#;

const OPERATOR: &str = r#"
insert into dragonfly.settings (name, value) values ('operator:note', '{"kept": true}');
do $$ begin
    if to_regrole('reporting') is null then create role reporting nologin; end if;
end $$;
grant usage on schema pgmq, dragonfly to reporting;
grant select on pgmq.q_enrich, dragonfly.idempotency_keys to reporting;
create policy reporting_reads on pgmq.q_enrich for select to reporting using (true);
grant execute on function public.queue_jobs(jsonb) to reporting;
alter table dragonfly.idempotency_keys add column batch text;
update dragonfly.idempotency_keys set batch = 'first' where key = 'job-1';
create index keys_by_batch on dragonfly.idempotency_keys (batch);
comment on column dragonfly.idempotency_keys.batch is 'the operator''s own';
"#;

const APPLICATION: &str = r"
create schema app;
create table app.notes (
    id bigint generated always as identity primary key, body text not null,
    job bigint references pgmq.q_enrich (msg_id) on delete set null,
    updated_at timestamptz not null default now());
insert into app.notes (body, job) select 'about ' || msg_id, msg_id from pgmq.q_enrich;
create trigger notes_touch before update on app.notes
for each row execute function dragonfly.tg_touch_updated_at();
create view app.backlog as select count(*) as waiting from pgmq.q_enrich;
create materialized view app.keys as select queue, count(*) from dragonfly.idempotency_keys group by 1;
create function app.enqueue(key text) returns bigint language sql
    as $$ select public.queue_job(key, 'enrich') $$;
create table public.watched (id bigint primary key);
create function app.watch() returns trigger language plpgsql security definer as
    $$ begin insert into public.watched values (new.msg_id) on conflict do nothing; return new; end $$;
create trigger watch after insert on pgmq.q_enrich for each row execute function app.watch();
select pgmq.create('application_queue');
select pgmq.send('application_queue', '{}');
";

/// Jobs of workers in every state, a queue that was made later.
const WORKERS: &str = r#"
create function pg_temp.envelope(key text) returns jsonb language sql return jsonb_build_object('org_id',
    '770e8400-e29b-41d4-a716-446655440002', 'idempotency_key', key, 'entity_type', 'batch', 'entity_id', '1',
    'payload', '{"n": 1.10}'::jsonb);
select workers.create_queue('mail');
select workers.enqueue(queue, pg_temp.envelope('job-' || n))
from unnest(array['ingest_raw', 'simplicity_ingest', 'mail']) as queue, generate_series(1, 5) as n;
select pgmq.send('q_ingest_raw', '{"no": "envelope"}');
select workers.poll(queue, '00000000-0000-0000-0000-000000000001', 3, 43200) from unnest(array['ingest_raw', 'q_mail']) as queue;
select workers.succeed('ingest_raw', 1, '00000000-0000-0000-0000-000000000001', '{"n": 1.10}');
select workers.fail('ingest_raw', 2, '00000000-0000-0000-0000-000000000001', 'boom');
select workers.fail('mail', 1, '00000000-0000-0000-0000-000000000001', 'boom', false);
select workers.poll('ingest_raw', '00000000-0000-0000-0000-000000000002', 10, 43200);
select workers.heartbeat('00000000-0000-0000-0000-000000000001', 'q_ingest_raw', 'host', '1', 1, 'stopped', 1, 2, '{"a": 1}');
select workers.update_metrics('q_ingest_raw', '00000000-0000-0000-0000-000000000009', 12);
insert into workers.queue_policy (queue_name, max_attempts) values ('mail', 5);
"#;

/// Fills a database that has the extension and nothing else.
pub fn populate(db: &Db<'_>) {
    db.run(JOBS);
    db.run(WORKERS);
    db.run(OPERATOR);
    db.run(APPLICATION);
}

/// What the operator and the application made must work as well, not only be there.
pub fn belongings_work(db: &Db<'_>) {
    application_works(db);
    workers_work(&mut db.connect());
}

/// The part that needs no rows.
pub fn application_works(db: &Db<'_>) {
    let mut client = db.connect();
    client.batch_execute("set role reporting").unwrap();
    let seen = crate::support::text(&mut client, "select count(*) > 0 from pgmq.q_enrich");
    assert_eq!(seen, "t", "the reporting role sees nothing");
    client
        .batch_execute(
            "select * from public.queue_jobs('[{\"kind\":\"enrich\",\"idempotency_key\":\"r\"}]');
             reset role;
             select app.enqueue('from the application');
             refresh materialized view app.keys;
             update app.notes set body = body || '!'",
        )
        .unwrap();
    let watched =
        "select count(*) from public.watched where id = app.enqueue('from the application')";
    assert_eq!(crate::support::text(&mut client, watched), "1");
}

/// Keys, claims, dead letters and both spellings are where they were.
fn workers_work(client: &mut postgres::Client) {
    let envelope = "jsonb_build_object('org_id', '770e8400-e29b-41d4-a716-446655440002', 'idempotency_key', KEY,
        'entity_type', 'batch', 'entity_id', '1', 'payload', '{}'::jsonb)";
    let [known, new] =
        ["'job-2'", "gen_random_uuid()::text"].map(|key| envelope.replace("KEY", key));
    for (sql, answer) in [
        (format!("select workers.enqueue('q_mail', {known})"), "2"),
        (format!("select workers.enqueue('mail', {new}) > 5"), "t"),
        ("select count(*) > 0 from workers.poll('mail', gen_random_uuid(), 1000, 0)".to_owned(), "t"),
        ("select min(action) from workers.replay_dead_letters('mail', dry_run => true)".to_owned(), "would_replay"),
        ("select (pgmq.metrics('q_mail')).queue_length > 0".to_owned(), "t"),
        ("select total_processed > 0 from workers.v_queue_metrics where queue_name = 'ingest_raw'".to_owned(), "t"),
        ("select max_attempts from workers.queue_policy where queue_name = 'mail'".to_owned(), "5"),
    ] {
        assert_eq!(crate::support::text(client, &sql), answer, "{sql}");
    }
}
