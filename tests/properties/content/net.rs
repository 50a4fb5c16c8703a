//! What stands in for pg_net: its schema and its function, by a superuser, which write down what they get.

use serde_json::Value;

use crate::support::Db;

/// `net.http_post` with pg_net's own argument names and defaults. An endpoint that says `refuse` fails.
const NET: &str = r#"
create schema net;
create table net.sent (id bigint generated always as identity primary key, url text, body jsonb,
    params jsonb, headers jsonb, timeout_milliseconds integer);
create function net.http_post(url text, body jsonb default '{}'::jsonb, params jsonb default '{}'::jsonb,
    headers jsonb default '{"Content-Type": "application/json"}'::jsonb,
    timeout_milliseconds integer default 5000)
returns bigint language plpgsql security definer as $$
declare request_id bigint;
begin
    if url like '%refuse%' then
        raise exception 'cannot queue % with %', url, headers;
    end if;
    insert into net.sent (url, body, params, headers, timeout_milliseconds)
    values (url, body, params, headers, timeout_milliseconds) returning id into request_id;
    return request_id;
end $$;
revoke all on function net.http_post(text, jsonb, jsonb, jsonb, integer) from public;
"#;

/// The key of the tests.
pub const KEY: &str = "the-service-key-of-the-project";

/// Brings the stand-in, and lets install() find it.
pub fn bring(db: &Db<'_>) {
    db.run(NET);
    db.install();
}

/// A superuser's session where the key is set.
pub fn session(db: &Db<'_>) -> postgres::Client {
    let mut client = db.connect();
    let set = format!("set app.settings.edge_function_service_role_key = '{KEY}'");
    client.batch_execute(&set).unwrap();
    client
}

/// What was sent, in its order.
pub fn sent(db: &Db<'_>) -> Vec<Value> {
    let sql = "select to_jsonb(sent) - 'id' from net.sent order by id";
    db.connect().query(sql, &[]).unwrap().iter().map(|row| row.get(0)).collect()
}

/// One dispatch cycle, without its duration.
pub fn cycle(client: &mut postgres::Client) -> Value {
    client.query_one("select dispatch_content_queue() - 'duration_ms'", &[]).unwrap().get(0)
}

/// Everything that the tables of ours say, in one text.
pub fn said(db: &Db<'_>) -> String {
    db.text(
        "select concat((select jsonb_agg(to_jsonb(it)) from content_job_events as it),
                       (select jsonb_agg(to_jsonb(it)) from content_jobs as it),
                       (select jsonb_agg(to_jsonb(it)) from content_job_stages as it),
                       (select jsonb_agg(to_jsonb(it)) from content_dead_letters as it),
                       (select jsonb_agg(to_jsonb(it)) from content_stage_config as it))",
    )
}
